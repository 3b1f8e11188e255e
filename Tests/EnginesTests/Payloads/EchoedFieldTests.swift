// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import Engines

/// Which datagrams are believed to answer a question: vectors of answers as the standards have them.
struct EchoedFieldTests {
  private static let hash: UInt64 = 0x0123_4567_89ab_cdef

  /// An answer to the question of a port under `hash`, with the field that it gives back.
  struct Vector: Sendable {
    let port: UInt16
    let before: [UInt8]
    let field: [UInt8]
    let after: [UInt8]

    init(_ port: UInt16, _ before: [UInt8], _ field: [UInt8], _ after: [UInt8]) {
      (self.port, self.before, self.field, self.after) = (port, before, field, after)
    }
  }

  private static let quad: [UInt8] = [0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef]
  /// 0x89abcdef without its upper two bits, and the second of them set: positive, and no byte too many.
  private static let integer: [UInt8] = [0x49, 0xab, 0xcd, 0xef]

  static let vectors = [
    // RFC 1035 §4.1.1: identification, then QR and RCODE 5.
    Vector(53, [], [0xcd, 0xef], [0x80, 5, 0, 0, 0, 0, 0, 0, 0, 0]),
    // RFC 5531 §9: transaction, reply, accepted.
    Vector(111, [], [0x89, 0xab, 0xcd, 0xef], [0, 0, 0, 1] + [UInt8](repeating: 0, count: 16)),
    // RFC 5905 §7.3: the origin timestamp stands at byte 24.
    Vector(123, [0x24] + [UInt8](repeating: 2, count: 23), quad, [UInt8](repeating: 3, count: 16)),
    // RFC 1002 §4.2.18.
    Vector(137, [], [0xcd, 0xef], [0x84, 0, 0, 0, 0, 1, 0, 0, 0, 0]),
    // RFC 3412 §6: version 3, then the header with its msgID.
    Vector(161, [0x30, 0x20, 2, 1, 3, 0x30, 0x0f, 2, 4], integer, [2, 2, 5, 0xdc, 4, 1, 0, 2, 1, 3]),
    // The same with lengths in three and four octets (ITU-T X.690 §8.1.3.5).
    Vector(161, [0x30, 0x82, 0, 0x20, 2, 0x81, 1, 3, 0x30, 0x83, 0, 0, 0x0f, 2, 4], integer, [2, 1, 0]),
    // RFC 4511 §4.1.1: the message's number comes first.
    Vector(389, [0x30, 0x0c, 2, 4], integer, [0x65, 7, 10, 1, 0, 4, 0, 4, 0]),
    // RFC 8999 §6: version 0, whom it is for, whom it is from.
    Vector(443, [0xca, 0, 0, 0, 0, 8], quad, [8] + [UInt8](repeating: 7, count: 8) + [0, 0, 0, 1]),
    // RFC 7296 §3.1; behind NAT four zeros before it (RFC 3948 §2.2).
    Vector(500, [], quad, [UInt8](repeating: 1, count: 20)),
    Vector(4500, [0, 0, 0, 0], quad, [UInt8](repeating: 1, count: 20)),
    // ASF 2.0 §3.2.4.3: presence pong.
    Vector(623, [6, 0, 0xff, 6, 0, 0, 0x11, 0xbe, 0x40], [0x6f], [0, 0x10]),
    // One acknowledged packet, and two.
    Vector(1194, [0x40] + [UInt8](repeating: 9, count: 8) + [1, 0, 0, 0, 0], quad, [0, 0, 0, 0]),
    Vector(1194, [0x40] + [UInt8](repeating: 9, count: 8) + [2, 0, 0, 0, 0, 0, 0, 0, 1], quad, []),
    // RFC 8489 §5.
    Vector(3478, [1, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42], quad, Array("uest".utf8)),
    Vector(
      5060, Array("SIP/2.0 200 OK\r\ni: ".utf8), Array("0123456789abcdef".utf8),
      Array("\r\nCSeq: 1 OPTIONS\r\n\r\n".utf8)),
    // RFC 7252 §4.2: a reset of the same message.
    Vector(5683, [0x70, 0], [0xcd, 0xef], []),
    Vector(11_211, [], [0xcd, 0xef], [0, 0, 0, 1, 0, 0] + Array("VERSION".utf8)),
  ]

  private func isGivenBack(_ answer: [UInt8], port: UInt16, hash: UInt64 = hash) throws -> Bool {
    let echo = try #require(DatagramPayload.row(for: port)?.echo)
    return answer.withUnsafeBytes { echo.isGivenBack(hash, in: PacketBytes($0)) }
  }

  @Test(arguments: vectors)
  func trueAnswersAndForgedOnes(_ vector: Vector) throws {
    let answer = vector.before + vector.field + vector.after
    #expect(try isGivenBack(answer, port: vector.port))
    #expect(try !isGivenBack(answer, port: vector.port, hash: ~Self.hash))
    for place in vector.field.indices {
      for bit in 0..<8 {
        var forged = answer
        forged[vector.before.count + place] ^= 1 << UInt8(bit)
        #expect(try !isGivenBack(forged, port: vector.port), "byte \(place), bit \(bit)")
      }
    }
    for length in 0..<vector.before.count + vector.field.count {
      #expect(try !isGivenBack(Array(answer[..<length]), port: vector.port), "cut to \(length)")
    }
  }

  /// What no vector covers has no field, and every field lies inside of its question.
  @Test func tableIsWhole() throws {
    let covered = Set(Self.vectors.map(\.port))
    for row in DatagramPayload.table {
      guard let echo = row.echo else { continue }
      #expect(row.ports.contains { covered.contains($0) || $0 == 5353 }, "\(row.service) has no vector")
      #expect(echo.range.upperBound <= row.bytes.count)
    }
  }

  /// Questions differ by their field alone, their sums are right, and what stands in the field is what answers are held
  /// against, whether it begins at an even byte or not.
  @Test(arguments: DatagramPayload.table.compactMap { $0.echo == nil ? nil : $0.ports[0] })
  func questionsBearTheHash(_ port: UInt16) throws {
    let row = try #require(DatagramPayload.row(for: port))
    let echo = try #require(row.echo)
    let technique = Technique(name: "udp", send: .payload, arms: [])
    for (source, target) in ProbeTemplateTests.pairs {
      let (source, target) = (try #require(Address(source)), try #require(Address(target)))
      var fields: Set<[UInt8]> = []
      for number in UInt32(0)..<64 {
        let mark = ProbeMark(
          source: source, target: target, sourcePort: 40_000, targetPort: port, cookie: number &* 0x9e37_79b9,
          secondCookie: number &* 0x85eb_ca6b)
        let template = ProbeTemplate(technique, family: target.family, payload: row.bytes, echo: echo, ttl: 64)
        let bytes = [UInt8](unsafeUninitializedCapacity: 1600) { buffer, count in
          count = buffer.baseAddress.map { template.write(mark, to: $0) } ?? 0
        }
        try bytes.withUnsafeBytes { raw in
          let received = try #require(ReceivedPacket(PacketBytes(raw), isTrusted: false))
          let sent = received.rest.copy
          #expect(Array(sent[..<echo.range.lowerBound]) == Array(row.bytes[..<echo.range.lowerBound]))
          #expect(Array(sent[echo.range.upperBound...]) == Array(row.bytes[echo.range.upperBound...]))
          fields.insert(Array(sent[echo.range]))
          let same = EchoedField(echo.form, at: echo.start, answer: echo.form == .digits ? .anywhere : nil)
          #expect(same.isGivenBack(mark.hash, in: received.rest))
        }
      }
      #expect(fields.count >= 48)
    }
  }

  /// The number of an SNMP question is a number of its own kind, so that no agent writes it otherwise.
  @Test func integersAreInTheirShortestForm() throws {
    let echo = EchoedField(.integer, at: 0)
    for hash: UInt64 in [0, .max, 0x80, 0x8000_0000, 0xffff_ffff] {
      var bytes: [UInt8] = [0, 0, 0, 0]
      var sum = InternetChecksum()
      bytes.withUnsafeMutableBytes { raw in
        if let base = raw.baseAddress { echo.write(hash, to: base, &sum) }
      }
      #expect((0x40...0x7f).contains(bytes[0]))
    }
  }
}
