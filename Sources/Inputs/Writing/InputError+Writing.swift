import Foundation

extension InputError {
  /// The error that `file` cannot be written: `usage` where there can be no such file, `output` where the file could
  /// not be written to its end.
  package static func unwritable(_ file: String, _ error: SystemError) -> InputError {
    InputError(
      error.isOfThePlace ? .usage : .output, code: .unwritable, file: file,
      expected: "a file that can be written",
      found: error.description,
      hint: error.isOfThePlace
        ? "choose another place, or check its permissions"
        : error.code == EMFILE || error.code == ENFILE
          ? "too few files may be open at a time: raise 'ulimit -n'"
          : "make room on the disk, or choose another place")
  }

  /// The same for a folder in which PruneBench writes files.
  package static func unwritable(folder: String, _ error: any Error) -> InputError {
    let cause = SystemError(error)
    return InputError(
      cause?.isOfThePlace ?? true ? .usage : .output, code: .unwritable, file: folder,
      expected: "a folder that can be written", found: cause?.description,
      hint: "check its permissions and the space on the disk, or choose another folder",
      remedies: [.output])
  }
}
