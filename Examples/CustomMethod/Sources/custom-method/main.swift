// The whole command with one more method: custom-method run car --methods dense,cpna,one-shot
import PruneBenchCommand

Command.main(adding: [OneShot()])
