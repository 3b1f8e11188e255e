// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import Engines

/// What is written can be read again, with checksums that are right.
struct ProbeTemplateTests {
  static let pairs = [("192.0.2.1", "198.51.100.7"), ("2001:db8::1", "2001:db8:ffff::2")]

  private func mark(_ pair: (String, String)) throws -> ProbeMark {
    ProbeMark(
      source: try #require(Address(pair.0)), target: try #require(Address(pair.1)), sourcePort: 40_001, targetPort: 443,
      cookie: 0xdead_beef, secondCookie: 0x0bad_cafe)
  }

  /// A packet of a technique, as it would leave.
  private func packet(_ technique: Technique, _ mark: ProbeMark, payload: [UInt8] = []) -> [UInt8] {
    let template = ProbeTemplate(technique, family: mark.target.family, payload: payload, ttl: 64)
    return [UInt8](unsafeUninitializedCapacity: 1600) { buffer, count in
      count = buffer.baseAddress.map { template.write(mark, to: $0) } ?? 0
    }
  }

  private func read<Result>(_ bytes: [UInt8], _ body: (ReceivedPacket?) throws -> Result) rethrows -> Result {
    try bytes.withUnsafeBytes { try body(ReceivedPacket(PacketBytes($0), isTrusted: false)) }
  }

  @Test(arguments: pairs, [TCPFlags.syn, [], .ack, [.fin, .psh, .urg], [.syn, .ece, .cwr], [.fin, .ack]])
  func segments(_ pair: (String, String), _ flags: TCPFlags) throws {
    let mark = try mark(pair)
    let technique = Technique(name: "t", send: .flags(flags), options: .init(ttl: 9, window: 777), arms: [])
    let bytes = packet(technique, mark)
    try read(bytes) { received in
      let received = try #require(received)
      #expect(received.header.source == mark.source)
      #expect(received.header.target == mark.target)
      #expect(received.header.ttl == 9)
      // Identification, or flow label: what an error about the packet gives back.
      #expect(received.header.name == (mark.target.isV4 ? 0xbeef : 0xd_beef))
      #expect(received.header.isNamed(by: mark.cookie))
      guard case .segment(let segment) = received.body else { throw Unexpected() }
      #expect(segment.flags == flags)
      #expect(segment.sequence == mark.cookie)
      #expect(segment.acknowledgment == (flags.contains(.ack) ? mark.secondCookie : 0))
      #expect(segment.window == 777)
      #expect(segment.length == 0)
      #expect((segment.sourcePort, segment.targetPort) == (40_001, 443))
      #expect(received.rest.copy == (flags.contains(.syn) ? [2, 4, 5, mark.target.isV4 ? 180 : 160] : []))
    }
    if mark.target.isV4 {
      #expect(headerIsWhole(bytes))
    }
  }

  @Test(arguments: pairs, [[], [1], Array(repeating: 0xab, count: 1400)] as [[UInt8]])
  func datagrams(_ pair: (String, String), _ payload: [UInt8]) throws {
    let mark = try mark(pair)
    let technique = Technique(name: "udp", send: .payload, arms: [])
    try read(packet(technique, mark, payload: payload)) { received in
      let received = try #require(received)
      guard case .datagram(let source, let target, let length) = received.body else { throw Unexpected() }
      #expect((source, target, length) == (40_001, 443, payload.count))
      #expect(received.rest.copy == payload)
    }
  }

  /// Datagrams whose sum comes out as zero bear all ones instead (RFC 768): zero says that there is none.
  @Test func datagramWithoutSumIsNeverWritten() throws {
    let technique = Technique(name: "udp", send: .payload, arms: [])
    var mark = try mark(Self.pairs[0])
    var zeroes = 0
    for port in UInt16(1)...65_535 {
      mark.targetPort = port
      let bytes = packet(technique, mark)
      if bytes[26] == 0, bytes[27] == 0 { zeroes += 1 }
    }
    #expect(zeroes == 0)
  }

  @Test(arguments: pairs)
  func echoRequestsBearBothNumbers(_ pair: (String, String)) throws {
    let mark = try mark(pair)
    let bytes = packet(.echo, mark)
    let start = mark.target.isV4 ? 20 : 40
    #expect(bytes[start] == (mark.target.isV4 ? 8 : 128))
    #expect(Array(bytes[(start + 8)...]) == [0xde, 0xad, 0xbe, 0xef, 0x0b, 0xad, 0xca, 0xfe])
    // Made into its answer it is read as one: the sum differs by the type alone.
    var answer = bytes
    answer[start] = mark.target.isV4 ? 0 : 129
    let sum = UInt16(bytes[start + 2]) << 8 | UInt16(bytes[start + 3])
    let fixed = mark.target.isV4 ? carried(UInt32(sum) + 0x0800) : carried(UInt32(sum) + 0xfeff)
    answer[start + 2] = UInt8(fixed >> 8)
    answer[start + 3] = UInt8(fixed & 0xff)
    try read(answer) { received in
      let received = try #require(received)
      guard case .icmp(.echoReply(let identifier, let sequence)) = received.body else { throw Unexpected() }
      #expect((identifier, sequence) == (40_001, 443))
      #expect(received.rest.long(0) == mark.cookie)
      #expect(received.rest.long(4) == mark.secondCookie)
    }
  }

  @Test func oneWrongBitIsNoticed() throws {
    let mark = try mark(Self.pairs[1])
    let bytes = packet(Technique(name: "syn", send: .flags(.syn), arms: []), mark)
    for place in 40..<bytes.count {
      var broken = bytes
      broken[place] ^= 0x10
      read(broken) { received in #expect(received == nil, "byte \(place)") }
    }
  }

  private func carried(_ sum: UInt32) -> UInt32 { (sum & 0xffff) + (sum >> 16) }

  private func headerIsWhole(_ bytes: [UInt8]) -> Bool {
    var sum = InternetChecksum()
    bytes[..<20].withUnsafeBytes { sum.add($0) }
    return sum.isWhole
  }

  private struct Unexpected: Error {}
}
