// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import Engines

/// Which segments are believed.
struct ProbeCookiesTests {
  private let pair = ProbeCookies.Pair(first: 1000, second: 2000)

  private func segment(_ flags: TCPFlags, sequence: UInt32 = 7, acknowledgment: UInt32 = 0) -> TCPSegment {
    let bytes: [UInt8] =
      [0, 80, 0x9c, 0x40] + (0..<4).map { UInt8(truncatingIfNeeded: sequence >> UInt32(24 - 8 * $0)) }
      + (0..<4).map { UInt8(truncatingIfNeeded: acknowledgment >> UInt32(24 - 8 * $0)) } + [0x50, flags.rawValue, 0, 0]
      + [0, 0, 0, 0]
    return bytes.withUnsafeBytes { TCPSegment(PacketBytes($0), stated: 20) }
      ?? TCPSegment(sourcePort: 0)
  }

  @Test func answersToASYN() {
    #expect(ProbeCookies.accepts(segment([.syn, .ack], acknowledgment: 1001), pair, flags: .syn))
    #expect(ProbeCookies.accepts(segment([.rst, .ack], acknowledgment: 1001), pair, flags: .syn))
    #expect(ProbeCookies.accepts(segment(.syn), pair, flags: .syn))
    for wrong: UInt32 in [1000, 1002, 1004] {
      #expect(!ProbeCookies.accepts(segment([.syn, .ack], acknowledgment: wrong), pair, flags: .syn))
      #expect(!ProbeCookies.accepts(segment([.rst, .ack], acknowledgment: wrong), pair, flags: .syn))
    }
    #expect(ProbeCookies.accepts(segment([.rst, .ack], acknowledgment: 1006), pair, flags: .syn, length: 5))
    #expect(!ProbeCookies.accepts(segment([.syn, .ack], acknowledgment: 999), pair, flags: .syn))
    #expect(!ProbeCookies.accepts(segment(.rst), pair, flags: .syn))
    #expect(!ProbeCookies.accepts(segment([.rst], sequence: 2000), pair, flags: .syn))
  }

  @Test func resetsAcknowledgeTheOctetsThatWereSent() {
    #expect(ProbeCookies.accepts(segment([.rst, .ack], acknowledgment: 1000), pair, flags: []))
    #expect(ProbeCookies.accepts(segment([.rst, .ack], acknowledgment: 1001), pair, flags: [.fin, .psh, .urg]))
    #expect(!ProbeCookies.accepts(segment([.rst, .ack], acknowledgment: 1001), pair, flags: []))
    #expect(!ProbeCookies.accepts(segment([.rst, .ack], acknowledgment: 1000), pair, flags: .fin))
    #expect(ProbeCookies.accepts(segment([.rst, .ack], acknowledgment: 1002), pair, flags: [.syn, .fin]))
    #expect(!ProbeCookies.accepts(segment(.syn), pair, flags: .fin))
  }

  @Test func resetsOfAcknowledgmentsTakeTheirNumber() {
    #expect(ProbeCookies.accepts(segment(.rst, sequence: 2000), pair, flags: .ack))
    #expect(!ProbeCookies.accepts(segment(.rst, sequence: 2001), pair, flags: .ack))
    #expect(!ProbeCookies.accepts(segment([.syn], sequence: 2000), pair, flags: .ack))
  }

  @Test func everythingThatIsAskedCounts() throws {
    let cookies = ProbeCookies(KeyedHash(key0: 1, key1: 2))
    let address = try #require(Address("192.0.2.1"))
    let mapped = try #require(Address("::ffff:192.0.2.1"))
    let one = cookies.pair(address, port: 80, technique: 0)
    #expect(one != cookies.pair(address, port: 81, technique: 0))
    #expect(one != cookies.pair(address, port: 80, technique: 1))
    #expect(one != cookies.pair(mapped, port: 80, technique: 0))
    #expect(one == cookies.pair(address, port: 80, technique: 0))
  }
}

extension TCPSegment {
  /// A segment of nothing, for a test that made no readable one.
  fileprivate init(sourcePort: UInt16) {
    let bytes = [UInt8](repeating: 0, count: 12) + [0x50, 0, 0, 0, 0, 0, 0, 0]
    self = bytes.withUnsafeBytes { TCPSegment(PacketBytes($0), stated: 20)! }
  }
}
