// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

@Suite("text on terminals")
struct TerminalTextTests {
  @Test("nothing that steers a terminal stays")
  func controls() {
    #expect(TerminalText.sanitized("plain äöü 漢字") == "plain äöü 漢字")
    #expect(TerminalText.sanitized("\u{1B}]0;owned\u{7}") == "\\x1b]0;owned\\x07")
    #expect(TerminalText.sanitized("a\u{9B}31mb\u{7F}") == "a\\u{9b}31mb\\x7f")
    #expect(TerminalText.sanitized("safe\u{202E}exe.txt\u{2066}") == "safe\\u{202e}exe.txt\\u{2066}")
    #expect(TerminalText.sanitized("a\u{2028}b\u{FEFF}c") == "a\\u{2028}b\\u{feff}c")
  }

  @Test("line feeds stay where lines are wanted, carriage returns never")
  func lines() {
    #expect(TerminalText.sanitized("a\nb\r\nc", keepingLines: true) == "a\nb\\x0d\nc")
    #expect(TerminalText.sanitized("a\nb") == "a\\x0ab")
    #expect(TerminalText.sanitized("\n\n", keepingLines: true) == "\n\n")
  }

  @Test("doing it twice changes nothing")
  func idempotent() {
    for value in UInt32(0)...0x3100 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let once = TerminalText.sanitized(String(scalar))
      #expect(TerminalText.sanitized(once) == once)
      #expect(!once.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
    }
  }

  @Test("bytes that are no UTF-8 are shown one by one")
  func bytes() {
    #expect(TerminalText.sanitized(bytes: Array("ok".utf8)) == "ok")
    #expect(TerminalText.sanitized(bytes: [0x61, 0xFF, 0xFE, 0x62]) == "a\\xff\\xfeb")
    #expect(TerminalText.sanitized(bytes: [0xC3, 0xA4, 0xC3]) == "ä\\xc3")
    #expect(TerminalText.sanitized(bytes: [0xC2, 0x9B, 0x0A, 0x1B]) == "\\u{9b}\\x0a\\x1b")
  }
}
