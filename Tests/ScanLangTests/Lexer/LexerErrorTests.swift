// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

/// A wrong text, what is underlined, and the source after the first repair (`nil` where there is none).
struct WrongText: Sendable, CustomTestStringConvertible {
  let text: String
  /// `S0112@4 10.0.0.1/8` for each diagnostic.
  let problems: [String]
  let fixes: [String]
  let summary: String

  init(_ text: String, _ problem: String, _ fixes: [String], _ summary: String) {
    self.init(text, [problem], fixes, summary)
  }

  init(_ text: String, _ problems: [String], _ fixes: [String], _ summary: String) {
    self.text = text
    self.problems = problems
    self.fixes = fixes
    self.summary = summary
  }

  var testDescription: String { text }

  func check() {
    let lexed = LexedText(text)
    #expect(lexed.problems == problems)
    #expect(lexed.fixes == fixes)
    #expect(lexed.summary == summary)
    #expect(lexed.tilingFault == nil)
    #expect(lexed.nestingFault == nil)
  }
}

@Suite("Wrong literals")
struct LexerErrorTests {
  static let addressesTable: [WrongText] = [
    WrongText("1.2.3", "S0110@0 1.2.3", [], "address:1.2.3!"),
    WrongText("1.2.3.4.5", "S0110@0 1.2.3.4.5", [], "address:1.2.3.4.5!"),
    WrongText("10.0.0.256", "S0110@7 256", [], "address:10.0.0.256!"),
    WrongText("10.0.0.010", "S0110@7 010", ["10.0.0.10"], "address:10.0.0.010!"),
    WrongText("300.0.0.0/8", "S0110@0 300", [], "network:300.0.0.0/8!"),
    WrongText("1:2:3", "S0111@0 1:2:3", [], "address:1:2:3!"),
    WrongText("1::2::3", "S0111@0 1::2::3", [], "address:1::2::3!"),
    WrongText("12345::1", "S0111@0 12345::1", [], "address:12345::1!"),
    WrongText("::1.2.3", "S0111@0 ::1.2.3", [], "address:::1.2.3!"),
    WrongText("12:30:00", "S0111@0 12:30:00", [], "address:12:30:00!"),
    WrongText("10.20.0.5/24", "S0112@0 10.20.0.5/24", ["10.20.0.0/24", "10.20.0.5"], "network:10.20.0.5/24!"),
    WrongText("2001:db8::5/32", "S0112@0 2001:db8::5/32", ["2001:db8::/32", "2001:db8::5"], "network:2001:db8::5/32!"),
    WrongText("10.0.0.0/33", "S0113@8 /33", [], "network:10.0.0.0/33!"),
    WrongText("10.0.0.0/08", "S0113@8 /08", ["8"], "network:10.0.0.0/08!"),
    WrongText("::/129", "S0113@2 /129", [], "network:::/129!"),
    WrongText(
      "10.0.0.0/255.255.255.0", "S0113@9 255.255.255.0", ["10.0.0.0/24"], "network:10.0.0.0/255.255.255.0!"),
    WrongText("10.0.0.1%eth0", "S0114@8 %eth0", ["10.0.0.1"], "address:10.0.0.1%eth0!"),
    WrongText(
      "(fe80::1%)", "S0114@1 fe80::1%", ["fe80::1%eth0", "fe80::1"], "leftParen:( address:fe80::1%! rightParen:)"),
    WrongText(
      "10.0.0.50-10.0.0.10", "S0115@0 10.0.0.50-10.0.0.10", ["10.0.0.10-10.0.0.50"], "addressRange:10.0.0.50-10.0.0.10!"
    ),
    WrongText("10.0.0.50-10", "S0115@0 10.0.0.50-10", ["10.0.0.10-50"], "addressRange:10.0.0.50-10!"),
    WrongText("10.0.0.5-300", "S0115@0 10.0.0.5-300", [], "addressRange:10.0.0.5-300!"),
    WrongText("2001:db8::1-ff", "S0115@0 2001:db8::1-ff", [], "addressRange:2001:db8::1-ff!"),
    WrongText("10.0.0.0/24-10.0.1.0/24", "S0115@0 10.0.0.0/24-10.0.1.0/24", [], "network:10.0.0.0/24-10.0.1.0/24!"),
    WrongText("10.0.0-3.1-254", "S0116@0 10.0.0-3.1-254", ["\"10.0.0-3.1-254\""], "addressRange:10.0.0-3.1-254!"),
    WrongText("10.0.0.1x", "S0117@8 x", [" "], "address:10.0.0.1x!"),
    WrongText("443/tcp, 2026-01-02a", "S0117@19 a", [" "], "port:443/tcp comma:, date:2026-01-02a!"),
  ]

  @Test("addresses", arguments: addressesTable)
  func addresses(wrong: WrongText) { wrong.check() }

  static let operatorsTable: [WrongText] = [
    WrongText("a-b", "S0120@0 a-b", ["a - b", "range(a, b)"], "identifier:a minus:-! identifier:b"),
    WrongText("a-b-c", "S0120@0 a-b-c", ["a - b - c"], "identifier:a minus:-! identifier:b minus:-! identifier:c"),
    WrongText("a/b", "S0120@0 a/b", ["a / b", "\"a/b\""], "identifier:a slash:/! identifier:b"),
    WrongText("web/tcp", "S0120@0 web/tcp", ["web / tcp", "tcp(web)"], "identifier:web slash:/! identifier:tcp"),
    WrongText("10/3", "S0120@0 10/3", ["10 / 3", "\"10/3\""], "integer:10 slash:/! integer:3"),
    WrongText("10/8", "S0120@0 10/8", ["10 / 8", "10.0.0.0/8"], "integer:10 slash:/! integer:8"),
    WrongText(
      "192.168/16", "S0120@0 192.168/16", ["192.168 / 16", "192.168.0.0/16"], "float:192.168 slash:/! integer:16"),
    WrongText("10%3", "S0120@0 10%3", ["10 % 3"], "integer:10 percentSign:%! integer:3"),
    WrongText("a /b", "S0120@2 /", [" / "], "identifier:a slash:/! identifier:b"),
    WrongText("a- b", "S0120@1 -", [" - "], "identifier:a minus:-! identifier:b"),
    WrongText("5 -b", "S0120@2 -", [" - "], "integer:5 minus:-! identifier:b"),
    WrongText(
      "(x)-(y)", "S0120@3 -", [" - "],
      "leftParen:( identifier:x rightParen:) minus:-! leftParen:( identifier:y rightParen:)"),
    WrongText("5-x", "S0120@0 5-x", ["5 - x", "range(5, x)"], "integer:5 minus:-! identifier:x"),
    WrongText("10k-20k", "S0123@0 10k-20k", ["10000-20000", "10k - 20k"], "range:10k-20k!"),
  ]

  @Test("tight operators", arguments: operatorsTable)
  func operators(wrong: WrongText) { wrong.check() }

  static let rangesTable: [WrongText] = [
    WrongText("1-2-3", "S0121@0 1-2-3", ["1-2, 3", "1 - 2 - 3"], "range:1-2-3!"),
    WrongText("2026-1-5", "S0121@0 2026-1-5", ["2026-01-05", "2026 - 1 - 5"], "range:2026-1-5!"),
    WrongText("10-3", "S0122@0 10-3", ["3-10", "10 - 3"], "range:10-3!"),
    WrongText("90-80/tcp", "S0122@0 90-80", ["80-90"], "range:90-80/tcp!"),
    WrongText("1-10k", "S0123@0 1-10k", ["1-10000", "1 - 10k"], "range:1-10k!"),
    WrongText("1_000-2_000", "S0123@0 1_000-2_000", ["1000-2000", "1_000 - 2_000"], "range:1_000-2_000!"),
    WrongText("1.5-2.5", "S0123@0 1.5-2.5", ["1.5 - 2.5"], "range:1.5-2.5!"),
    WrongText("1-,2", "S0135@0 1-", ["1-65535"], "range:1-! comma:, integer:2"),
    WrongText("1-99999999999999999999", "S0124@0 1-99999999999999999999", [], "range:1-99999999999999999999!"),
    WrongText("01-10", "S0125@0 01", ["1-10"], "range:01-10!"),
    WrongText("70000/tcp", "S0130@0 70000", [], "port:70000/tcp!"),
    WrongText("1-70000/udp", "S0130@0 1-70000", [], "range:1-70000/udp!"),
    WrongText("443/TCP", "S0131@4 TCP", ["443/tcp"], "port:443/TCP!"),
    WrongText("5060/sctp", "S0131@5 sctp", ["5060/tcp", "5060/udp"], "port:5060/sctp!"),
    WrongText("1k/tcp", "S0126@0 1k", [], "port:1k/tcp!"),
  ]

  @Test("ranges and ports", arguments: rangesTable)
  func ranges(wrong: WrongText) { wrong.check() }

  static let numbersTable: [WrongText] = [
    WrongText("9223372036854775808", "S0124@0 9223372036854775808", [], "integer:9223372036854775808!"),
    WrongText("10000000000000M", "S0124@0 10000000000000M", [], "integer:10000000000000M!"),
    WrongText("1e999", "S0124@0 1e999", [], "float:1e999!"),
    WrongText("99999999999w", "S0124@0 99999999999w", [], "duration:99999999999w!"),
    WrongText("99999999999GiB", "S0124@0 99999999999GiB", [], "size:99999999999GiB!"),
    WrongText("99999999999999999999/s", "S0124@0 99999999999999999999/s", [], "rate:99999999999999999999/s!"),
    WrongText("007", "S0125@0 007", ["7"], "integer:007!"),
    WrongText("01.5", "S0125@0 01.5", ["1.5"], "float:01.5!"),
    WrongText("080/tcp", "S0125@0 080/tcp", ["80/tcp"], "port:080/tcp!"),
    WrongText("05s", "S0125@0 05s", ["5s"], "duration:05s!"),
    WrongText("1__0", "S0126@1 _", ["1_0"], "integer:1__0!"),
    WrongText("1_", "S0126@1 _", ["1"], "integer:1_!"),
    WrongText("0x", "S0126@0 0x", [], "integer:0x!"),
    WrongText("0xfg", "S0126@3 g", [], "integer:0xfg!"),
    WrongText("0b12", "S0126@3 2", [], "integer:0b12!"),
    WrongText("0X1F", "S0126@1 X", ["0x1F"], "integer:0X1F!"),
    WrongText("0o17", "S0126@0 0o17", ["15"], "integer:0o17!"),
    WrongText("5min", "S0127@1 min", ["5m"], "duration:5min!"),
    WrongText("30sec", "S0127@2 sec", ["30s"], "duration:30sec!"),
    WrongText("2hr", "S0127@1 hr", ["2h"], "duration:2hr!"),
    WrongText("1h30min", "S0127@4 min", ["m"], "duration:1h30min!"),
    WrongText("10K", "S0127@2 K", ["10k"], "integer:10K!"),
    WrongText("10K/s", "S0127@2 K", ["10k/s"], "rate:10K/s!"),
    WrongText("10m/s", "S0127@2 m", ["10M/s"], "rate:10m/s!"),
    WrongText("100pps", "S0127@3 pps", ["100/s"], "rate:100pps!"),
    WrongText("64kb", "S0127@2 kb", ["64KB"], "size:64kb!"),
    WrongText("5\u{B5}s", "S0127@1 \u{B5}s", ["5us"], "duration:5\u{B5}s!"),
    WrongText("5foo", "S0127@1 foo", [], "integer:5foo!"),
    WrongText("30m1h", "S0128@3 1h", ["1h30m"], "duration:30m1h!"),
    WrongText("1h1h", "S0128@2 1h", ["2h"], "duration:1h1h!"),
    WrongText("1m30", "S0128@2 30", ["1m30s"], "duration:1m30!"),
    WrongText("1.5h30m", "S0128@0 1.5h", ["2h"], "duration:1.5h30m!"),
    WrongText("1.5us", "S0129@0 1.5us", [], "duration:1.5us!"),
    WrongText("1.5B", "S0129@0 1.5B", [], "size:1.5B!"),
    WrongText("1.5k", "S0129@0 1.5k", ["1500"], "integer:1.5k!"),
    WrongText("1.5k/s", "S0129@0 1.5k", ["1500/s"], "rate:1.5k/s!"),
    WrongText("5k/sec", "S0132@3 sec", ["5k/s"], "rate:5k/sec!"),
    WrongText("5/day", "S0132@2 day", [], "rate:5/day!"),
    WrongText("2026-13-45", "S0133@0 2026-13-45", [], "date:2026-13-45!"),
    WrongText("2026-01-01T10:00:00Z", "S0133@10 T10:00:00Z", ["2026-01-01"], "date:2026-01-01T10:00:00Z!"),
    WrongText("x = .5", "S0134@4 .5", ["0.5"], "identifier:x assign:= float:.5!"),
  ]

  @Test("numbers", arguments: numbersTable)
  func numbers(wrong: WrongText) { wrong.check() }

  @Test("what a diagnosed literal still means")
  func recovered() {
    func first(_ text: String) -> (Token, SourceFile) {
      let lexed = LexedText(text)
      return (lexed.first, lexed.lexed.source)
    }
    let rate = first("10m/s")
    #expect(LiteralReader.rate(rate.0, rate.1)?.count == 10_000_000)
    let duration = first("30m1h")
    #expect(LiteralReader.duration(duration.0, duration.1)?.microseconds == 5_400_000_000)
    let range = first("1..<5")
    #expect(LiteralReader.range(range.0, range.1)?.last == 4)
    let port = first("T:80")
    #expect(LiteralReader.port(port.0, port.1).map { "\($0)" } == "80/tcp")
    let network = first("10.0.*.*")
    #expect(LiteralReader.network(network.0, network.1).map { "\($0)" } == "10.0.0.0/16")
    let bad = first("10.0.0.256")
    #expect(LiteralReader.address(bad.0, bad.1) == nil)
  }
}
