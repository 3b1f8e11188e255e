// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

/// Line ends, marks, broken sources, texts.
struct FormatterBytesTests {
  @Test func lineEndsAndMarks() {
    #expect(
      FormatCheck.text("let a = 1\r\nlet b = \"\"\"\r\n  x\r\n  \"\"\"\r\n")
        == "let a = 1\nlet b = \"\"\"\n  x\n  \"\"\"\n")
    #expect(FormatCheck.text("\u{FEFF}let a = 1") == "let a = 1\n")
    #expect(FormatCheck.text("\tlet a = 1 \t\n\t# c \t\n") == "let a = 1\n# c\n")
    #expect(FormatCheck.text("") == "")
  }

  @Test func whatIsBrokenIsRefused() {
    #expect(FormatCheck.text("let = 1").hasPrefix("errors"))
    #expect(FormatCheck.text("let a = 1;\n").hasPrefix("errors"))
  }

  @Test func textsStayAsTheyAre() {
    let source =
      "let a = \"x \\( f( 1 ) )\"\nlet b = \"\"\"\n    x\n      y\n    \"\"\"\nlet c = r\"a  b\"\nlet d = 0x1F + 1_000\n"
    #expect(FormatCheck.text(source) == source)
  }
}
