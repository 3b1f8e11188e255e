// SPDX-License-Identifier: GPL-3.0-or-later

/// `"text \(value)"`
///
/// The parts are written one behind the other into a buffer that lives as long as the run, so that neither a number nor
/// a part of the text is an object of its own on the way.
final class InterpolationNode: Node {
  let parts: [Node]

  /// The one value among texts of the script, where it has this form: `"before\(value)after"`.
  let single: (before: String, value: Node, after: String)?

  init(_ id: Int32, _ parts: [Node]) {
    self.parts = parts
    single = Self.single(parts)
    super.init(id)
  }

  private static func single(_ parts: [Node]) -> (before: String, value: Node, after: String)? {
    let texts = parts.map { ($0 as? ConstantNode)?.value.asText }
    guard parts.count <= 3, let place = texts.firstIndex(of: nil),
      texts[..<place].count <= 1, texts[(place + 1)...].count <= 1, texts.filter({ $0 == nil }).count == 1
    else { return nil }
    return (
      texts[..<place].first.flatMap(\.self) ?? "", parts[place], texts[(place + 1)...].first.flatMap(\.self) ?? ""
    )
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value { .text(try string(frame)) }

  /// The text alone.
  func string(_ frame: Frame) throws(Trap) -> String {
    let start = frame.run.pointee.scratch.count
    defer { frame.run.pointee.scratch.removeLast(frame.run.pointee.scratch.count - start) }
    try write(frame)
    return frame.run.pointee.scratch.withUnsafeBufferPointer { bytes in
      String(decoding: UnsafeBufferPointer(rebasing: bytes[start...]), as: UTF8.self)
    }
  }

  override func write(_ frame: Frame) throws(Trap) {
    let start = frame.run.pointee.scratch.count
    for part in parts {
      let before = frame.run.pointee.scratch.count
      try part.write(frame)
      let count = frame.run.pointee.scratch.count
      try frame.checkLength(count - start, SizeLimits.textBytes, "a string", id)
      if count - before > 1 << 10 { try frame.allocate(bytes: count - before, id) }
    }
  }
}

extension Frame {
  /// Puts what a value shows behind the scratch buffer.
  @inline(__always)
  func write(_ value: Value, _ node: Int32) throws(Trap) {
    if case .int(let number) = value { return write(number) }
    var text = try displayText(value, node)
    text.withUTF8 { run.pointee.scratch.append(contentsOf: $0) }
  }

  /// The digits of a number.
  private func write(_ number: Int) {
    var magnitude = number.magnitude
    // 2^64 has 20 digits, and there may be a sign.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 21) { digits in
      var place = digits.count
      repeat {
        place -= 1
        digits[place] = UInt8(truncatingIfNeeded: magnitude % 10) + UInt8(ascii: "0")
        magnitude /= 10
      } while magnitude > 0
      if number < 0 {
        place -= 1
        digits[place] = UInt8(ascii: "-")
      }
      run.pointee.scratch.append(contentsOf: UnsafeMutableBufferPointer(rebasing: digits[place...]))
    }
  }
}
