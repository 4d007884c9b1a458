import TextKernels

/// The inner loops of reading tables, on arrays. The only file that calls the C++ kernels.
enum TextKernel {
  /// The index of the first `byte` of `text` from `start` on, or the end.
  static func index(of byte: UInt8, in text: [UInt8], from start: Int) -> Int {
    text.withUnsafeBufferPointer {
      start + text_find($0.baseAddress.map { $0 + start }, $0.count - start, byte)
    }
  }

  /// The index of the first byte of `text` from `start` on that is 0 or not ASCII, or the end.
  static func indexOfOdd(in text: [UInt8], from start: Int) -> Int {
    text.withUnsafeBufferPointer {
      start + text_find_odd($0.baseAddress.map { $0 + start }, $0.count - start)
    }
  }

  /// Splits `line` of `text`, which must not have quotes, and stores the places of its fields in `fields`.
  ///
  /// Blanks around a field are dropped. A line of blanks has no fields.
  /// - Parameter fields: its content is replaced; its memory is reused.
  static func split(
    _ text: [UInt8], _ line: Range<Int>, at delimiter: DelimitedFormat.Delimiter,
    into fields: inout [text_field]
  ) {
    precondition(line.upperBound <= text.count, "TextKernel: no such line")
    let base = UInt32(line.lowerBound)
    func split(into places: UnsafeMutableBufferPointer<text_field>) -> Int {
      text.withUnsafeBufferPointer { text in
        let first = text.baseAddress.map { $0 + line.lowerBound }
        return switch delimiter {
        case .character(let byte):
          text_split(first, line.count, byte, base, places.baseAddress, places.count)
        case .whitespace:
          text_split_at_blanks(first, line.count, base, places.baseAddress, places.count)
        }
      }
    }
    fields.append(
      contentsOf: repeatElement(text_field(), count: fields.capacity - fields.count))
    var count = fields.withUnsafeMutableBufferPointer { split(into: $0) }
    if count > fields.count {
      fields = Array(repeating: text_field(), count: count)
      count = fields.withUnsafeMutableBufferPointer { split(into: $0) }
    }
    fields.removeLast(fields.count - count)
    // A line of blanks gives one empty field.
    if count == 1, fields[0].start == fields[0].end { fields.removeAll(keepingCapacity: true) }
  }

  /// Appends the numbers in `fields` of `text` to `numbers`, up to the first field that is not a number.
  /// - Returns: how many were appended.
  static func appendNumbers(
    of fields: ArraySlice<text_field>, in text: [UInt8], decimalMark: UInt8,
    to numbers: inout [Float]
  ) -> Int {
    precondition(fields.allSatisfy { $0.start <= $0.end && $0.end <= text.count })
    let start = numbers.count
    numbers.append(contentsOf: repeatElement(.nan, count: fields.count))
    let read = text.withUnsafeBufferPointer { text in
      fields.withUnsafeBufferPointer { fields in
        numbers.withUnsafeMutableBufferPointer { numbers in
          text_numbers(
            text.baseAddress, text.count, fields.baseAddress, fields.count, decimalMark,
            numbers.baseAddress.map { $0 + start })
        }
      }
    }
    numbers.removeLast(fields.count - read)
    return read
  }

  /// The number in each of `fields` of `text`; NaN where a field is not a number.
  static func numbersOrNaN(
    in fields: ArraySlice<text_field>, of text: [UInt8], decimalMark: UInt8
  ) -> [Float] {
    precondition(fields.allSatisfy { $0.start <= $0.end && $0.end <= text.count })
    return [Float](unsafeUninitializedCapacity: fields.count) { numbers, count in
      text.withUnsafeBufferPointer { text in
        fields.withUnsafeBufferPointer { fields in
          text_numbers_or_nan(
            text.baseAddress, text.count, fields.baseAddress, fields.count, decimalMark,
            numbers.baseAddress)
        }
      }
      count = fields.count
    }
  }

  /// The sum of the hashes of `fields` of `text`, each of its bytes and its index.
  static func hash(of fields: ArraySlice<text_field>, in text: [UInt8]) -> UInt64 {
    precondition(fields.allSatisfy { $0.start <= $0.end && $0.end <= text.count })
    return text.withUnsafeBufferPointer { text in
      fields.withUnsafeBufferPointer {
        text_hash(
          text.baseAddress, text.count, $0.baseAddress, $0.count, UInt64(fields.startIndex))
      }
    }
  }

  /// The number in `field` of `text`, or nil.
  static func number(_ field: text_field, in text: [UInt8], decimalMark: UInt8) -> Float? {
    precondition(field.start <= field.end && field.end <= text.count)
    var field = field
    var value: Float = 0
    let read = text.withUnsafeBufferPointer {
      text_numbers($0.baseAddress, $0.count, &field, 1, decimalMark, &value)
    }
    return read == 1 ? value : nil
  }

  /// The number in `field` of `text` in double precision, or nil.
  static func double(_ field: text_field, in text: [UInt8], decimalMark: UInt8) -> Double? {
    precondition(field.start <= field.end && field.end <= text.count)
    var value = 0.0
    let isNumber = text.withUnsafeBufferPointer { text in
      text_double(
        text.baseAddress.map { $0 + Int(field.start) }, Int(field.end - field.start), decimalMark,
        &value)
    }
    return isNumber ? value : nil
  }
}
