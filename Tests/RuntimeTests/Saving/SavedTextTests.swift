// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanRuntime

@Suite("Text from the network in saved files")
struct SavedTextTests {
  @Test(
    "what a spreadsheet would take for a formula",
    arguments: [
      ("=1+1", "'=1+1"), ("+a", "'+a"), ("@SUM(A1)", "'@SUM(A1)"), ("-2+3", "'-2+3"), ("-2", "-2"), ("-1.5", "-1.5"),
      ("\t=1", "'\t=1"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""), ("=a,\"b\"", "\"'=a,\"\"b\"\"\""),
      ("plain", "plain"), ("", ""), ("a\nb", "\"a\nb\""),
    ])
  func csv(text: String, field: String) { #expect(CSVFile.field(text) == field) }

  @Test("rows of CSV end in CR LF")
  func rows() {
    let table = TextTable(columns: ["a", "b"], rows: [["1", "2"]])
    #expect(String(decoding: CSVFile.text(of: table), as: UTF8.self) == "a,b\r\n1,2\r\n")
  }

  @Test("headings are made safe as cells are: keys of maps are texts from anywhere")
  func headings() {
    let table = TextTable(TableRecord(columns: ["\u{1B}[31mred", "=1+1", "plain"], rows: []))
    #expect(String(decoding: CSVFile.text(of: table), as: UTF8.self) == "\\x1b[31mred,'=1+1,plain\r\n")
  }

  @Test(
    "markdown", arguments: [("a|b", "a\\|b"), ("<b>", "\\<b\\>"), ("[x](y)", "\\[x\\](y)"), ("a\nb", "a\\\\x0ab")])
  func markdown(text: String, escaped: String) { #expect(MarkdownFile.escaped(text) == escaped) }

  @Test(
    "XML and HTML",
    arguments: [
      ("<a b=\"c\">&'", "&lt;a b=&quot;c&quot;&gt;&amp;&#39;"), ("\u{0}\u{1B}[31m\n", "\u{FFFD}\u{FFFD}[31m\u{FFFD}"),
      ("\u{202E}x\u{FFFE}", "\u{FFFD}x\u{FFFD}"), ("é", "é"),
    ])
  func markup(text: String, escaped: String) { #expect(MarkupText.escaped(text) == escaped) }
}
