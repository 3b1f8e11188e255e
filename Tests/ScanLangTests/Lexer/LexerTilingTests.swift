// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import ScanLang

@Suite("Every byte belongs to a token or to trivia", .serialized)
struct LexerTilingTests {
  private static let pieces: [String] = [
    "10.0.0.1", "::1", "fe80::", "%eth0", "/24", "-", "-", ":", ":", ".", "..", "*", "\"", "\"\"\"", "\\(", ")", "(",
    "{", "}",
    "[", "]", "'", "${", "$x", "x", "T:80", "a:b:c", "ab:cd:ef", "1h30m", "5k/s", "0x1f", "1e5", "99%", "2026-01-02",
    "r\"",
    "b\"", "\\n", "\\x", "\\u{12}", "\n", "\r\n", "\r", "\n   ", "\t", " ", " ", "# c", "## d", ";", ";\n", "&&", "||",
    "!",
    "!=", "=>", "->", "?.", "??", "?", "-sS ", "--open", "//", "/*", "*/", "\u{201C}", "\u{201D}", "\u{2013}",
    "\u{202E}",
    "\u{E4}", "\u{1F600}", "\0", "\u{1B}", "0", "7", "_", "let", "ports", "if", "443/tcp", "1-10", "<>", "++", "@", "`",
    "\\",
  ]

  private static func check(_ bytes: [UInt8], _ seed: UInt64) {
    let lexed = LexedText(bytes: bytes)
    if let fault = lexed.tilingFault ?? lexed.nestingFault {
      Issue.record("seed \(seed): \(fault) in \(String(decoding: bytes, as: UTF8.self).debugDescription)")
    }
    checkValues(lexed, seed)
    // Rendering takes whatever the lexer reports.
    let rendered = DiagnosticRenderer(sources: [lexed.lexed.source]).render(lexed.lexed.diagnostics)
    if rendered.utf8.contains(where: { $0 < 0x20 && $0 != 0x0A || $0 == 0x7F }) {
      Issue.record("seed \(seed): a control character was rendered")
    }
  }

  /// Tokens without a diagnostic have a value, and no token makes a reader trap.
  private static func checkValues(_ lexed: LexedText, _ seed: UInt64) {
    let source = lexed.lexed.source
    for token in lexed.lexed.tokens {
      let hasValue: Bool =
        switch token.kind {
        case .integer: LiteralReader.int(token, source) != nil
        case .float: LiteralReader.float(token, source) != nil
        case .percent: LiteralReader.percent(token, source) != nil
        case .address: LiteralReader.address(token, source) != nil
        case .network: LiteralReader.network(token, source) != nil
        case .addressRange: LiteralReader.addressRange(token, source) != nil
        case .port: LiteralReader.port(token, source) != nil
        case .range: LiteralReader.range(token, source) != nil
        case .duration: LiteralReader.duration(token, source) != nil
        case .rate: LiteralReader.rate(token, source) != nil
        case .size: LiteralReader.size(token, source) != nil
        case .date: LiteralReader.date(token, source) != nil
        case .bytes: LiteralReader.bytes(token, source).count >= 0
        case .rawString: LiteralReader.rawString(token, source).utf8.count >= 0
        case .stringSegment: LiteralReader.stringSegment(token, source).utf8.count >= 0
        default: true
        }
      if !hasValue, !token.flags.contains(.diagnosed) {
        Issue.record("seed \(seed): no value for \(token.kind) \(source.text(token.span).debugDescription)")
      }
      if token.flags.contains(.diagnosed), lexed.lexed.diagnostics.isEmpty {
        Issue.record("seed \(seed): a diagnosed token without a diagnostic")
      }
    }
  }

  @Test("random pieces of the language")
  func pieces() {
    for seed in 0..<1500 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let count = Int.random(in: 1...40, using: &random)
      let text = (0..<count).map { _ in LexerTilingTests.pieces.randomElement(using: &random) ?? "" }.joined()
      LexerTilingTests.check(Array(text.utf8), seed)
    }
  }

  @Test("random bytes")
  func bytes() {
    for seed in 0..<1000 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let count = Int.random(in: 0...200, using: &random)
      LexerTilingTests.check((0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }, seed)
    }
  }

  @Test("random ASCII that the lexer cares about")
  func ascii() {
    let alphabet = Array("0123456789abfx:.-/%*\"'\\(){}[]$ \n\t_,;#&|!kMs".utf8)
    for seed in 0..<1500 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let count = Int.random(in: 1...60, using: &random)
      LexerTilingTests.check((0..<count).map { _ in alphabet.randomElement(using: &random) ?? 0 }, seed)
    }
  }

  @Test("a playbook with bytes changed, removed and doubled")
  func mutated() {
    let playbook = Array(
      """
      ## doc
      param dmz: targets = 127.0.0.1, 10.0.0.10-50, 2001:db8::/32
      let seen = scan dmz ports 80, 443/tcp using syn { rate 5k/s, 50/s per host;  timeout 1m30s
        on open 443 as p { print("\\(p.host): \\(f("x"))")
          show \"""
            a \\(b)
            c
            \""" }
      }
      waive 8443 until 2026-12-31 because r"x\\d" # end
      """.utf8)
    for seed in 0..<1000 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      var bytes = playbook
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &random)], at: place)
        default: bytes.removeLast(min(bytes.count - 1, Int.random(in: 0..<20, using: &random)))
        }
      }
      LexerTilingTests.check(bytes, seed)
    }
  }

  @Test(
    "hostile repetitions take linear time",
    arguments: [
      "[", "(", "\"\\(", "\"\\([", "a:", "a-", "1-", "::", "a::", "1.", "-sS ", "x -", "'", "\"", "\"\"\"\n", "${",
      "/*", "fe80::1%a-",
      "\\", "1h", "_", "1_", "\u{202E}", "\u{E4}", "T:8,", "f(T:8,", "b\"\\", "\"\"\"\n \\(", ")", "]", "10.0.0.1-",
      "..", ";", "a;",
    ])
  func linear(piece: String) {
    let text = String(repeating: piece, count: (1 << 17) / piece.utf8.count)
    let clock = ContinuousClock()
    var lexed: LexedText?
    let time = clock.measure { lexed = LexedText(text) }
    #expect(lexed?.tilingFault == nil)
    // Generous for a debug build on a busy machine; quadratic behaviour takes minutes.
    #expect(time < .seconds(20), "\(time)")
  }
}
