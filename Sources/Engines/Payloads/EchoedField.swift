// SPDX-License-Identifier: GPL-3.0-or-later

/// A field of a question that every answer to it gives back, as its protocol demands: there the keyed hash of what is asked
/// stands, and a datagram that bears another is nobody's answer, whatever address and port it comes from.
struct EchoedField: Hashable, Sendable {
  /// What the field looks like.
  enum Form: Hashable, Sendable {
    /// Seven bits of a byte.
    case septet
    /// Two, four or eight bytes in network order.
    case word
    case long
    case quad
    /// A positive INTEGER of four bytes whose first is needed (ITU-T X.690 §8.3): 30 bits.
    case integer
    /// 16 hexadecimal digits.
    case digits

    /// Bytes in a question.
    var count: Int {
      switch self {
      case .septet: 1
      case .word: 2
      case .long, .integer: 4
      case .quad: 8
      case .digits: 16
      }
    }
  }

  /// Where an answer has it.
  enum Place: Hashable, Sendable {
    /// At this byte.
    case at(Int)
    /// The first INTEGER of the message, behind so many others and inside of the sequence that follows them.
    case integer(behind: Int)
    /// Wherever it stands.
    case anywhere
    /// Behind a list of acknowledged packets, in a control packet of OpenVPN.
    case remoteSession
  }

  let form: Form
  /// Where it stands in the question.
  let start: Int
  /// Where it stands in an answer.
  let answer: Place

  /// A field that the answer has in the same place, unless told otherwise.
  init(_ form: Form, at start: Int, answer: Place? = nil) {
    (self.form, self.start, self.answer) = (form, start, answer ?? .at(start))
  }

  /// The bytes of the question that it takes.
  var range: Range<Int> { start..<start + form.count }

  // MARK: Asking

  /// Writes the hash into a question that has zeros there and begins at an even byte of its packet, and adds it to the sum.
  @inline(__always)
  func write(_ hash: UInt64, to question: UnsafeMutableRawPointer, _ sum: inout InternetChecksum) {
    switch form {
    case .digits:
      write(digits(UInt32(truncatingIfNeeded: hash >> 32)), count: 8, to: question + start, &sum)
      write(digits(UInt32(truncatingIfNeeded: hash)), count: 8, to: question + start + 8, &sum)
    default: write(value(hash) << UInt64(64 - form.count * 8), count: form.count, to: question + start, &sum)
    }
  }

  /// Writes the upper `count` bytes of a value and adds them to the sum; the rest of it must be zero.
  @inline(__always)
  private func write(
    _ value: UInt64, count: Int, to place: UnsafeMutableRawPointer, _ sum: inout InternetChecksum
  ) {
    for index in 0..<count {
      place.storeBytes(
        of: UInt8(truncatingIfNeeded: value >> UInt64(56 - index * 8)), toByteOffset: index, as: UInt8.self)
    }
    if start.isMultiple(of: 2) { return sum.add(value) }
    // From an odd byte on it lies across words: the first of them has its upper half before the field.
    sum.add(value >> 8)
    sum.add(UInt16(truncatingIfNeeded: value & 0xff) << 8)
  }

  /// What stands in the field, as a number.
  @inline(__always)
  private func value(_ hash: UInt64) -> UInt64 {
    switch form {
    case .septet: hash & 0x7f
    case .word: hash & 0xffff
    case .long: hash & 0xffff_ffff
    case .integer: hash & 0x3fff_ffff | 0x4000_0000
    case .quad, .digits: hash
    }
  }

  /// Eight hexadecimal digits, as the bytes of a number.
  private func digits(_ half: UInt32) -> UInt64 {
    (0..<8).reduce(0) { text, place in
      let digit = UInt64(half >> UInt32(28 - place * 4) & 0xf)
      return text << 8 | (digit < 10 ? 0x30 + digit : 0x57 + digit)
    }
  }

  // MARK: Reading answers

  /// Whether an answer gives the hash back. Any bytes at all may be given to it.
  func isGivenBack(_ hash: UInt64, in answer: PacketBytes) -> Bool {
    switch self.answer {
    case .at(let place): read(answer, at: place) == value(hash)
    case .integer(let behind): Self.integer(answer, behind: behind) == value(hash)
    case .anywhere:
      holds(digits(UInt32(truncatingIfNeeded: hash >> 32)), digits(UInt32(truncatingIfNeeded: hash)), answer)
    case .remoteSession: Self.remoteSession(answer) == value(hash)
    }
  }

  private func read(_ answer: PacketBytes, at place: Int) -> UInt64? {
    switch form {
    case .septet: answer.byte(place).map(UInt64.init)
    case .word: answer.word(place).map(UInt64.init)
    case .long, .integer: answer.long(place).map(UInt64.init)
    case .quad, .digits: answer.quad(place)
    }
  }

  private func holds(_ first: UInt64, _ second: UInt64, _ answer: PacketBytes) -> Bool {
    guard answer.count >= form.count else { return false }
    return (0...answer.count - form.count).contains { place in
      answer.quad(place) == first && answer.quad(place + 8) == second
    }
  }

  /// The INTEGER of a message in BER (ITU-T X.690 §8.1, §8.3) that stands behind `behind` others: in LDAP the first of all,
  /// in SNMPv3 the first of the sequence behind the version.
  private static func integer(_ bytes: PacketBytes, behind: Int) -> UInt64? {
    guard var place = content(bytes, of: 0x30, at: 0)?.start else { return nil }
    for _ in 0..<behind {
      guard let skipped = content(bytes, of: 2, at: place) else { return nil }
      place = skipped.start + skipped.count
    }
    if behind > 0 {
      guard let inner = content(bytes, of: 0x30, at: place) else { return nil }
      place = inner.start
    }
    guard let found = content(bytes, of: 2, at: place), (1...8).contains(found.count) else { return nil }
    var value: UInt64 = 0
    for index in 0..<found.count {
      guard let byte = bytes.byte(found.start + index) else { return nil }
      value = value << 8 | UInt64(byte)
    }
    return value
  }

  /// Where the content of an element with this tag begins, and how long it says that it is.
  private static func content(_ bytes: PacketBytes, of tag: UInt8, at place: Int) -> (start: Int, count: Int)? {
    guard bytes.byte(place) == tag, let first = bytes.byte(place + 1) else { return nil }
    if first < 0x80 { return (place + 2, Int(first)) }
    let octets = Int(first & 0x7f)
    guard (1...3).contains(octets) else { return nil }
    var count = 0
    for index in 0..<octets {
      guard let byte = bytes.byte(place + 2 + index) else { return nil }
      count = count << 8 | Int(byte)
    }
    return (place + 2 + octets, count)
  }

  /// The session that a control packet of OpenVPN answers: behind its opcode, its own session, the number of acknowledged
  /// packets and those.
  private static func remoteSession(_ bytes: PacketBytes) -> UInt64? {
    guard let acknowledged = bytes.byte(9), acknowledged > 0 else { return nil }
    return bytes.quad(10 + Int(acknowledged) * 4)
  }
}
