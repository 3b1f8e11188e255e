// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import Engines

/// Packets as a person reads them; bytes that are none do no harm.
struct TracedPacketTests {
  private func read(_ bytes: [UInt8], kind: UInt16 = 0x0800) -> TracedPacket {
    bytes.withUnsafeBytes { TracedPacket(PacketBytes($0), kind: kind) }
  }

  private func v4(_ next: UInt8, _ payload: [UInt8]) -> [UInt8] {
    let total = 20 + payload.count
    return [
      0x45, 0, UInt8(total >> 8), UInt8(total & 0xff), 0x12, 0x34, 0, 0, 60, next, 0, 0, 192, 0, 2, 9, 198, 51, 100, 1,
    ]
      + payload
  }

  private func v6(_ next: UInt8, _ payload: [UInt8]) -> [UInt8] {
    let source: [UInt8] = [0x20, 1, 0xd, 0xb8] + Array(repeating: 0, count: 11) + [9]
    let target: [UInt8] = [0x20, 1, 0xd, 0xb8] + Array(repeating: 0, count: 11) + [1]
    return [0x60, 0, 0, 0, UInt8(payload.count >> 8), UInt8(payload.count & 0xff), next, 61] + source + target + payload
  }

  /// 80 → 40001, SYN|ACK, seq 1, ack 2, window 65535; mss 1460, sackOK, TS, nop, wscale 7; two bytes of payload.
  private let segment: [UInt8] =
    [0, 80, 0x9c, 0x41, 0, 0, 0, 1, 0, 0, 0, 2, 0xa0, 0x12, 0xff, 0xff, 0, 0, 0, 0]
    + [2, 4, 5, 0xb4, 4, 2, 8, 10, 0, 0, 0, 9, 0, 0, 0, 7, 1, 3, 3, 7] + [0x68, 0x69]

  @Test func segment4() {
    let packet = read(v4(6, segment))
    guard case .segment(let found) = packet.body else {
      Issue.record("no segment")
      return
    }
    #expect(packet.source == Address("192.0.2.9") && packet.target == Address("198.51.100.1") && packet.ttl == 60)
    #expect((found.sourcePort, found.targetPort) == (80, 40_001))
    #expect((found.sequence, found.acknowledgment, found.window) == (1, 2, 65_535))
    #expect(found.flags == [.syn, .ack])
    #expect(found.options == ["mss 1460", "sackOK", "TS 9 answers 7", "nop", "wscale 7"])
    #expect(found.payload.length == 2 && found.payload.excerpt == [0x68, 0x69])
  }

  @Test func acknowledgmentOnlyWithItsFlag() {
    var bytes = segment
    bytes[13] = 0x04
    guard case .segment(let found) = read(v6(6, bytes), kind: 0x86dd).body else {
      Issue.record("no segment")
      return
    }
    #expect(found.acknowledgment == nil && found.flags == .rst)
  }

  @Test func errorsQuote() {
    let quoted: [UInt8] =
      [0x45, 0, 0, 44, 0xbe, 0xef, 0, 0, 1, 6, 0, 0, 198, 51, 100, 1, 192, 0, 2, 9] + [0x9c, 0x41, 0, 80, 0, 0, 0, 5]
    guard case .message(let message, let packet?) = read(v4(1, [3, 13, 0, 0, 0, 0, 0, 0] + quoted)).body else {
      Issue.record("no message")
      return
    }
    #expect((message.type, message.code, message.reason) == (3, 13, .adminProhibited))
    // Eight bytes of the probe are all that must be quoted.
    guard case .segment(let probe) = packet.body else {
      Issue.record("no quoted segment")
      return
    }
    #expect((probe.sourcePort, probe.targetPort, probe.sequence, probe.flags) == (40_001, 80, 5, nil))
    #expect(packet.target == Address("192.0.2.9"))
  }

  @Test func echoAndNeighbours() {
    guard case .message(let echo, nil) = read(v6(58, [129, 0, 0, 0, 0, 7, 0, 1, 9, 9]), kind: 0x86dd).body else {
      Issue.record("no echo reply")
      return
    }
    #expect((echo.type, echo.identifier, echo.number, echo.reason) == (129, 7, 1, nil))
    let station: [UInt8] = [0xfe, 0x80] + Array(repeating: 0, count: 13) + [1]
    let advertisement = [136, 0, 0, 0, 0x60, 0, 0, 0] + station + [2, 1, 2, 0, 0x5e, 0, 0x53, 1]
    guard case .message(let neighbour, nil) = read(v6(58, advertisement), kind: 0x86dd).body else {
      Issue.record("no advertisement")
      return
    }
    #expect(neighbour.neighbour == Address("fe80::1") && neighbour.hardware == "02:00:5e:00:53:01")
    let arp: [UInt8] =
      [0, 1, 8, 0, 6, 4, 0, 2, 2, 0, 0x5e, 0, 0x53, 1, 192, 0, 2, 9, 2, 0, 0x5e, 0, 0x53, 2, 198, 51, 100, 1]
    #expect(
      read(arp, kind: 0x0806).body
        == .neighbour(isReply: true, about: Address("192.0.2.9"), hardware: "02:00:5e:00:53:01"))
  }

  @Test func datagrams() {
    guard case .datagram(let found) = read(v4(17, [0, 53, 0x9c, 0x41, 0, 11, 0, 0, 1, 2, 3])).body else {
      Issue.record("no datagram")
      return
    }
    #expect((found.sourcePort, found.targetPort) == (53, 40_001))
    #expect(found.payload == TracedPacket.Payload([1, 2, 3]))
  }

  @Test func anyBytesAreSurvived() {
    var generator = SeededGenerator(seed: 5)
    let samples = [v4(6, segment), v6(6, segment), v4(1, [3, 3, 0, 0, 0, 0, 0, 0] + v4(17, segment)), v6(58, segment)]
    for sample in samples {
      for length in 0...sample.count { _ = read(Array(sample.prefix(length))) }
      for _ in 0..<2_000 {
        var bytes = sample
        for _ in 0..<3 {
          bytes[Int.random(in: 0..<bytes.count, using: &generator)] = .random(in: 0...255, using: &generator)
        }
        _ = read(bytes, kind: [0x0800, 0x86dd, 0x0806, 0].randomElement(using: &generator) ?? 0)
      }
    }
  }
}
