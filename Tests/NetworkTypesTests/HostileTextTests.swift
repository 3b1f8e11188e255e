// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

/// Whatever the text, the parsers answer or refuse; and what they take prints as text that reads as the same value.
@Suite struct HostileTextTests {
  private static let seeds = [
    "10.0.0.1", "2001:db8::1%eth0", "10.0.0.0/8", "10.0.0.1-50", "10.0.0-3.1-254", "22, 80-90, 53/udp", "1h30m", "1.5s",
    "5k/s", "64KiB", "2026-12-31", "2026-12-31T23:59:60.5+01:00", "SYN|ACK", "open|filtered", "::ffff:1.2.3.4/96",
    "99999999999999999999999", "18446744073709551615", "9223372036854775807us",
  ]
  private static let pieces = Array("0123456789abcdef:.-/%,|*kMsmhdwTZ +\u{0}é٣\u{301}")

  @Test func parsersNeverTrap() {
    var generator = SeededGenerator(seed: 12)
    for round in 0..<30_000 {
      var text = Array(HostileTextTests.seeds[round % HostileTextTests.seeds.count])
      for _ in 0..<(generator.next() % 4) { mutate(&text, &generator) }
      check(String(text))
    }
    for piece in HostileTextTests.pieces { check(String(repeating: piece, count: 5000)) }
  }

  private func mutate(_ text: inout [Character], _ generator: inout SeededGenerator) {
    let piece = HostileTextTests.pieces.randomElement(using: &generator) ?? "0"
    let place = Int(generator.next() % UInt64(text.count + 1))
    switch generator.next() % 3 {
    case 0: text.insert(piece, at: place)
    case 1 where place < text.count: text.remove(at: place)
    default: if place < text.count { text[place] = piece }
    }
  }

  private func check(_ text: String) {
    stable(Address.self, text)
    stable(Network.self, text)
    stable(AddressRange.self, text)
    stable(TargetSet.self, text)
    stable(Port.self, text)
    stable(PortRange.self, text)
    stable(PortSet.self, text)
    stable(TCPFlags.self, text)
    stable(PortState.self, text)
    stable(ScanDuration.self, text)
    stable(Rate.self, text)
    stable(ByteSize.self, text)
    stable(CalendarDate.self, text)
    stable(Instant.self, text)
    if let set = TargetSet.parseNmap(text) { #expect(TargetSet(set.description) == set) }
  }

  private func stable<T: LosslessStringConvertible & Equatable>(_ type: T.Type, _ text: String) {
    if let value = T(text) { #expect(T(value.description) == value, "\(type) from \(text.prefix(80))") }
  }
}
