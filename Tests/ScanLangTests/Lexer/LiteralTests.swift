// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import ScanLang

@Suite("Each literal is one token with its value")
struct LiteralTests {
  /// A literal alone, and between brackets, is one token of its kind without a diagnostic.
  private func token(_ text: String, _ kind: TokenKind) -> (Token, SourceFile) {
    let alone = LexedText(text)
    #expect(alone.summary == "\(kind):\(text)", "\(alone.problems)")
    #expect(alone.problems == [])
    let inside = LexedText("[\(text), x]")
    #expect(inside.kinds == [.leftBracket, kind, .comma, .identifier, .rightBracket], "\(text)")
    return (alone.first, alone.lexed.source)
  }

  @Test(
    "integers",
    arguments: [
      ("42", 42), ("0", 0), ("1_000", 1000), ("0x1f", 31), ("0xFF_ff", 65535), ("0b101", 5), ("10k", 10_000),
      ("2M", 2_000_000), ("9223372036854775807", Int64.max), ("0x7fffffffffffffff", Int64.max), ("1_0k", 10_000),
    ] as [(String, Int64)])
  func integers(text: String, value: Int64) {
    let (token, source) = token(text, .integer)
    #expect(LiteralReader.int(token, source) == value)
  }

  @Test(
    "floats",
    arguments: [("2.5", 2.5), ("1e-3", 0.001), ("1e5", 100_000), ("0.5", 0.5), ("1_000.25", 1000.25), ("1.5E+2", 150)])
  func floats(text: String, value: Double) {
    let (token, source) = token(text, .float)
    #expect(LiteralReader.float(token, source) == value)
  }

  @Test("percents", arguments: [("99%", 0.99), ("0%", 0), ("12.5%", 0.125), ("150%", 1.5)])
  func percents(text: String, value: Double) {
    let (token, source) = token(text, .percent)
    #expect(LiteralReader.percent(token, source) == value)
  }

  @Test(
    "addresses",
    arguments: [
      "192.0.2.1", "0.0.0.0", "255.255.255.255", "2001:db8::1", "fe80::1%eth0", "fe80::1%br-lan.100",
      "::ffff:192.0.2.1",
      "::", "::1", "a::", "face:b00c::", "1:2:3:4:5:6:7:8", "64:ff9b::1.2.3.4", "dead:beef:0:0:0:0:0:1", "ABCD::EF",
    ])
  func addresses(text: String) {
    let (token, source) = token(text, .address)
    #expect(LiteralReader.address(token, source) == Address(text))
    #expect(LiteralReader.address(token, source) != nil)
  }

  @Test("networks", arguments: ["10.0.0.0/8", "0.0.0.0/0", "192.0.2.1/32", "2001:db8::/32", "::/0", "::1/128"])
  func networks(text: String) {
    let (token, source) = token(text, .network)
    #expect(LiteralReader.network(token, source) == Network(text))
    #expect(LiteralReader.network(token, source) != nil)
  }

  @Test(
    "address ranges",
    arguments: [
      ("10.0.0.10-10.0.0.50", "10.0.0.10", "10.0.0.50"), ("10.0.0.10-50", "10.0.0.10", "10.0.0.50"),
      ("10.0.0.7-7", "10.0.0.7", "10.0.0.7"), ("2001:db8::1-2001:db8::ff", "2001:db8::1", "2001:db8::ff"),
      ("::1-::2", "::1", "::2"), ("fe80::1%eth0-fe80::5%eth0", "fe80::1%eth0", "fe80::5%eth0"),
      ("fe80::1%br-lan-fe80::5%br-lan", "fe80::1%br-lan", "fe80::5%br-lan"),
      ("fe80::1-fe80::5%eth0", "fe80::1%eth0", "fe80::5%eth0"),
    ])
  func addressRanges(text: String, first: String, last: String) {
    let (token, source) = token(text, .addressRange)
    let range = LiteralReader.addressRange(token, source)
    #expect(range?.first == Address(first))
    #expect(range?.last == Address(last))
  }

  @Test(
    "ports",
    arguments: [("443/tcp", 443, true), ("53/udp", 53, false), ("0/tcp", 0, true), ("65535/udp", 65535, false)])
  func ports(text: String, number: UInt16, isTCP: Bool) {
    let (token, source) = token(text, .port)
    #expect(LiteralReader.port(token, source) == Port(number, isTCP ? .tcp : .udp))
  }

  @Test(
    "ranges",
    arguments: [
      ("1-1024", 1, 1024, nil), ("0-0", 0, 0, nil), ("60000-61000/udp", 60000, 61000, .udp), ("1-80/tcp", 1, 80, .tcp),
      ("1-1000000", 1, 1_000_000, nil),
    ] as [(String, Int64, Int64, TransportProtocol?)])
  func ranges(text: String, first: Int64, last: Int64, proto: TransportProtocol?) {
    let (token, source) = token(text, .range)
    let value = LiteralReader.range(token, source)
    #expect(value?.first == first)
    #expect(value?.last == last)
    #expect(value?.proto == proto)
  }

  @Test(
    "durations",
    arguments: [
      ("250us", 250), ("800ms", 800_000), ("1.5s", 1_500_000), ("5m", 300_000_000), ("1h30m", 5_400_000_000),
      ("21d", 1_814_400_000_000), ("2w", 1_209_600_000_000), ("1m30.5s", 90_500_000), ("0s", 0), ("1s500ms", 1_500_000),
      ("1_000ms", 1_000_000),
    ] as [(String, Int64)])
  func durations(text: String, microseconds: Int64) {
    let (token, source) = token(text, .duration)
    #expect(LiteralReader.duration(token, source)?.microseconds == microseconds)
  }

  @Test(
    "rates",
    arguments: [("5k/s", 5000, 1), ("100/s", 100, 1), ("10/m", 10, 60), ("2/h", 2, 3600), ("2M/s", 2_000_000, 1)])
  func rates(text: String, count: Int64, seconds: Int64) {
    let (token, source) = token(text, .rate)
    let rate = LiteralReader.rate(token, source)
    #expect(rate?.count == count)
    #expect(rate?.per.seconds == seconds)
  }

  @Test(
    "sizes",
    arguments: [("512B", 512), ("64KiB", 65536), ("2MB", 2_000_000), ("1.5KiB", 1536), ("1GiB", 1 << 30)]
      as [(String, Int64)])
  func sizes(text: String, bytes: Int64) {
    let (token, source) = token(text, .size)
    #expect(LiteralReader.size(token, source)?.bytes == bytes)
  }

  @Test("dates", arguments: ["2026-12-31", "2024-02-29", "1970-01-01"])
  func dates(text: String) {
    let (token, source) = token(text, .date)
    #expect(LiteralReader.date(token, source).map { "\($0)" } == text)
  }
}
