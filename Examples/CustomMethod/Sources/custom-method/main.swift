// The whole command, with one method more: custom-method run car --methods dense,cpna,one-shot
import PruneBenchCommand

Command.main(adding: [OneShot()])
