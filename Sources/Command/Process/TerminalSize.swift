import Foundation

/// The columns of the terminal that a standard stream goes to; nil if it goes to none that says so.
func terminalColumns(of stream: Int32) -> Int? {
  var size = winsize()
  return ioctl(stream, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 1 ? Int(size.ws_col) : nil
}
