import CZlib
import Foundation

/// Compressed zeros: a few kilobytes that fill a disk when unpacked.
package enum GzipBomb {
  /// The beginning of every gzip stream.
  package static let start: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]

  /// `count` megabytes of zeros, as a part of a stream that can be repeated.
  package static func megabytes(_ count: Int) -> [UInt8] {
    deflated([UInt8](repeating: 0, count: count << 20), windowBits: -15, flush: Z_FULL_FLUSH)
  }

  /// `bytes` as a complete gzip stream.
  package static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    deflated(bytes, windowBits: 31, flush: Z_FINISH)
  }

  private static func deflated(_ bytes: [UInt8], windowBits: Int32, flush: Int32) -> [UInt8] {
    var stream = z_stream()
    var input = bytes
    var output = [UInt8](repeating: 0, count: bytes.count / 100 + 1 << 16)
    deflateInit2_(
      &stream, Z_BEST_COMPRESSION, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(&stream) }
    return input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        deflate(&stream, flush)
        return Array(output.prefix(output.count - Int(stream.avail_out)))
      }
    }
  }
}
