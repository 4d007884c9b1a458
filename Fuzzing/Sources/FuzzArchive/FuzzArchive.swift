@testable import Datasets
import Foundation
import Harness
import Inputs

/// Any compressed file must be read to its end, or refused by an error.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzArchive(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Input(data, count)
  do {
    switch input.choice % 3 {
    case 0:
      let file = try folder.write(input.text, to: "a.zip")
      let reader = try ArchiveReader(file, kind: .container)
      var left = 1 << 22
      while let entry = try reader.nextEntry(), left > 0 {
        left -= entry.path.utf8.count + 64
        while left > 0, let bytes = try reader.read() { left -= bytes.count }
      }
    case let choice:
      let file = try folder.write(input.text, to: choice == 1 ? "a.gz" : "a.Z")
      let source = try ByteSources.open(file)
      var left = 1 << 22
      while left > 0, let bytes = try source.next() {
        precondition(!bytes.isEmpty && bytes.count <= ByteSources.chunkSize, "chunk")
        left -= bytes.count
      }
    }
  } catch is InputError {
  } catch {
    preconditionFailure("\(error)")
  }
  return 0
}

/// The process's scratch folder; libFuzzer calls from one thread. Fuzzing is impossible without it.
// swift-format-ignore: NeverUseForceTry
private let folder = try! ScratchFolder()
