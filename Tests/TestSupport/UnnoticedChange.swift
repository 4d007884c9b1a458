package import Foundation

/// Changes the first byte of a file, which keeps its place, its length and its time.
package func changeUnnoticed(_ file: URL) throws {
  var status = stat()
  guard stat(file.path, &status) == 0 else { throw CocoaError(.fileReadNoSuchFile) }
  let handle = try FileHandle(forWritingTo: file)
  try handle.write(contentsOf: Data("x".utf8))
  try handle.close()
  #if canImport(Darwin)
    let times = [status.st_atimespec, status.st_mtimespec]
  #else
    let times = [status.st_atim, status.st_mtim]
  #endif
  guard utimensat(AT_FDCWD, file.path, times, 0) == 0 else { throw CocoaError(.fileWriteUnknown) }
}
