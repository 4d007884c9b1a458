import PruneBenchCommand

Command.main()
