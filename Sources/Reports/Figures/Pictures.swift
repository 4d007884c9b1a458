public import Inputs

/// Whether a report's pictures were drawn.
public enum Pictures: Hashable, Sendable {
  /// They are drawn.
  case drawn
  /// There is no gnuplot here: the scripts, which hold the data, are written.
  case scriptsOnly
  /// A picture is missing, though its script is written; what gnuplot or the system said.
  case failed(picture: String, message: String)

  /// A line for people, where there is no gnuplot.
  public var note: String? {
    guard self == .scriptsOnly else { return nil }
    return
      "gnuplot is not installed: figures/*.gp are written, but no pictures. Install it and run "
      + "'prunebench report' to draw them."
  }

  /// The complaint that a picture is missing.
  public var failure: InputError? {
    guard case .failed(let picture, let message) = self else { return nil }
    return InputError(
      .output, code: .unwritable, file: picture, expected: "a picture by gnuplot", found: message,
      hint: "the rest of the report is written; 'prunebench report' draws its pictures anew")
  }
}
