// SPDX-License-Identifier: GPL-3.0-or-later

/// `"text \(value)"`
///
/// The parts are written one behind the other into a buffer that lives as long as the run, so that neither a number nor
/// a part of the text is an object of its own on the way.
final class InterpolationNode: Node {
  private let parts: NodeList

  init(_ id: Int32, _ parts: [Node]) {
    self.parts = NodeList(parts)
    super.init(id)
  }

  deinit { parts.deallocate() }

  override func eval(_ frame: Frame) throws(Trap) -> Value {
    let start = frame.run.pointee.scratch.count
    defer { frame.run.pointee.scratch.cut(to: start) }
    try write(frame)
    return .text(frame.written(from: start))
  }

  override func write(_ frame: Frame) throws(Trap) {
    let start = frame.run.pointee.scratch.count
    for part in 0..<parts.count {
      let before = frame.run.pointee.scratch.count
      try parts.write(part, frame)
      let count = frame.run.pointee.scratch.count
      try frame.checkLength(count - start, SizeLimits.textBytes, "a string", id)
      if count - before > 1 << 10 { try frame.allocate(bytes: count - before, id) }
    }
  }
}

extension Frame {
  /// The text in the scratch buffer behind a place.
  func written(from start: Int) -> String {
    String(decoding: run.pointee.scratch.bytes(from: start), as: UTF8.self)
  }

  /// Puts what a value shows behind the scratch buffer.
  @inline(__always)
  func write(_ value: Value, _ node: Int32) throws(Trap) {
    if case .int(let number) = value { return write(number) }
    var text = try displayText(value, node)
    text.withUTF8 { run.pointee.scratch.append($0) }
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
      run.pointee.scratch.append(UnsafeBufferPointer(rebasing: digits[place...]))
    }
  }
}
