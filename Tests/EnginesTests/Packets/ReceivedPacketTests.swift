// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import Engines

/// Packets of others: what they say, and that nothing they say can do harm.
struct ReceivedPacketTests {
  private func read(_ bytes: [UInt8], isTrusted: Bool = true) -> ReceivedPacket.Body? {
    bytes.withUnsafeBytes { ReceivedPacket(PacketBytes($0), isTrusted: isTrusted)?.body }
  }

  /// An IPv4 header for a payload, without a sum: it is not looked at, routers have done that.
  private func v4(_ next: UInt8, _ payload: [UInt8], from source: [UInt8] = [192, 0, 2, 9]) -> [UInt8] {
    let total = 20 + payload.count
    return [0x45, 0, UInt8(total >> 8), UInt8(total & 0xff), 0x12, 0x34, 0, 0, 60, next, 0, 0] + source
      + [198, 51, 100, 1] + payload
  }

  private func v6(_ next: UInt8, _ payload: [UInt8]) -> [UInt8] {
    let source: [UInt8] = [0x20, 1, 0xd, 0xb8] + Array(repeating: 0, count: 11) + [9]
    let target: [UInt8] = [0x20, 1, 0xd, 0xb8] + Array(repeating: 0, count: 11) + [1]
    return [0x60, 0, 0, 0, UInt8(payload.count >> 8), UInt8(payload.count & 0xff), next, 61] + source + target + payload
  }

  /// A segment 80 → 40001 with SYN and ACK.
  private let segment: [UInt8] = [
    0, 80, 0x9c, 0x41, 0, 0, 0, 1, 0, 0, 0, 2, 0x60, 0x12, 0xff, 0xff, 0, 0, 0, 0, 2, 4, 5, 0xb4,
  ]

  /// The beginning of a probe as ICMP gives it back: 198.51.100.1:40001 asked 192.0.2.9:80.
  private var quoted: [UInt8] {
    [0x45, 0, 0, 44, 0xbe, 0xef, 0, 0, 1, 6, 0, 0, 198, 51, 100, 1, 192, 0, 2, 9]
      + [0x9c, 0x41, 0, 80, 0xde, 0xad, 0xbe, 0xef]
  }

  @Test func segmentOverBothFamilies() {
    for bytes in [v4(6, segment), v6(6, segment)] {
      guard case .segment(let found)? = read(bytes) else {
        Issue.record("no segment")
        continue
      }
      #expect(found.flags == [.syn, .ack])
      #expect((found.sourcePort, found.targetPort, found.acknowledgment) == (80, 40_001, 2))
      #expect(found.length == 0)
    }
  }

  @Test func extensionHeadersAreWalkedThrough() {
    // Hop-by-hop options, then destination options of 16 bytes, then the first fragment, then the segment.
    let chain: [UInt8] =
      [60, 0, 1, 4, 0, 0, 0, 0] + [44, 1, 1, 12] + Array(repeating: 0, count: 12) + [6, 0, 0, 1, 0, 0, 0, 7]
    guard case .segment(let found)? = read(v6(0, chain + segment)) else {
      Issue.record("no segment")
      return
    }
    #expect(found.sourcePort == 80)
    // A later fragment says nothing of ports.
    let later: [UInt8] = [6, 0, 0, 8, 0, 0, 0, 7]
    #expect(read(v6(44, later + segment)) == nil)
  }

  @Test(arguments: [
    (3, 3, UnreachableKind.port, Reason.portUnreach), (3, 13, .admin, .adminProhibited), (3, 1, .host, .hostUnreach),
    (11, 0, .other, .timeExceeded),
  ])
  func errorsGiveTheProbeBack(_ type: Int, _ code: Int, _ kind: UnreachableKind, _ reason: Reason) {
    let message: [UInt8] = [UInt8(type), UInt8(code), 0, 0, 0, 0, 0, 0] + quoted
    guard case .icmp(.error(let foundKind, let foundReason, let probe))? = read(v4(1, message, from: [203, 0, 113, 1]))
    else {
      Issue.record("no error")
      return
    }
    #expect((foundKind, foundReason) == (kind, reason))
    #expect(probe.header.target == Address("192.0.2.9"))
    #expect(probe.header.name == 0xbeef)
    #expect(probe.header.isNamed(by: 0xdead_beef))
    #expect(!probe.header.isNamed(by: 0xdead_beee))
    #expect((probe.sourcePort, probe.targetPort, probe.sequence) == (40_001, 80, 0xdead_beef))
  }

  @Test func errorThatGivesTooLittleBackIsNone() {
    let message: [UInt8] = [3, 3, 0, 0, 0, 0, 0, 0] + quoted.dropLast()
    #expect(read(v4(1, message)) == nil)
  }

  @Test func errorOfOneFamilyQuotesNothingOfTheOther() {
    let inner = v6(17, [0x9c, 0x41, 0, 53, 0, 8, 0, 0])
    #expect(read(v4(1, [3, 3, 0, 0, 0, 0, 0, 0] + inner)) == nil)
    #expect(read(v6(58, [1, 4, 0, 0, 0, 0, 0, 0] + quoted)) == nil)
    guard case .icmp(.error)? = read(v6(58, [1, 4, 0, 0, 0, 0, 0, 0] + inner)) else {
      Issue.record("no error")
      return
    }
  }

  /// A long answer to a datagram comes in fragments: the first shows that something answers, the rest is not needed.
  @Test func firstFragmentIsAnAnswer() {
    let datagram: [UInt8] = [0, 53, 0x9c, 0x41, 0x20, 0x08, 0xbe, 0xef] + Array(repeating: 7, count: 32)
    var bytes = v4(17, datagram)
    #expect(read(bytes) == nil, "a datagram that says that it is longer than its packet")
    bytes[6] = 0x20
    let more: [UInt8] = [17, 0, 0, 1, 0, 0, 0, 7]
    for bytes in [bytes, v6(44, more + datagram)] {
      // Its sum is that of the whole datagram.
      guard case .datagram(53, 40_001, 8192)? = read(bytes, isTrusted: false) else {
        Issue.record("no answer")
        continue
      }
    }
    let last: [UInt8] = [17, 0, 0, 0, 0, 0, 0, 7]
    #expect(read(v6(44, last + datagram)) == nil)
  }

  @Test func laterFragmentsAreNoAnswers() {
    var bytes = v4(6, segment)
    bytes[7] = 1
    #expect(read(bytes) == nil)
  }

  @Test func sizesThatContradictEachOther() {
    var longHeader = v4(6, segment)
    longHeader[0] = 0x4f
    #expect(read(longHeader) == nil)
    var shortTotal = v4(6, segment)
    shortTotal[3] = 19
    #expect(read(shortTotal) == nil)
    var longOffset = v4(6, segment)
    longOffset[20 + 12] = 0xf0
    #expect(read(longOffset) == nil)
    var longDatagram = v4(17, [0, 53, 0x9c, 0x41, 0xff, 0xff, 0, 0, 1, 2])
    #expect(read(longDatagram) == nil)
    longDatagram[20 + 4] = 0
    longDatagram[20 + 5] = 9
    guard case .datagram(_, _, let length)? = read(longDatagram) else {
      Issue.record("no datagram")
      return
    }
    #expect(length == 1)
  }

  /// Every beginning of every packet here, and each with single bytes changed: read or refused, never a trap.
  @Test func anythingAtAllCanBeRead() {
    var generator = SeededGenerator(seed: 7)
    let message: [UInt8] = [3, 3, 0, 0, 0, 0, 0, 0] + quoted
    let advertisement: [UInt8] =
      [136, 0, 0, 0, 0, 0, 0, 0] + Array(repeating: 1, count: 16) + [2, 1, 1, 2, 3, 4, 5, 6]
    for packet in [
      v4(6, segment), v6(6, segment), v4(1, message), v6(58, advertisement), v6(0, [6, 0, 0, 0, 0, 0, 0, 0]),
    ] {
      for length in 0...packet.count { _ = read(Array(packet[..<length]), isTrusted: false) }
      for _ in 0..<2000 {
        var changed = packet
        for _ in 0..<3 {
          changed[Int.random(in: 0..<changed.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
        }
        _ = read(changed)
        _ = changed.withUnsafeBytes { NeighbourMessage.reply(PacketBytes($0)) }
      }
    }
  }
}
