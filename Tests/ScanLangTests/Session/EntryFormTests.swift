// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

@Suite("Entries as they are typed")
struct EntryFormTests {
  @Test(
    "more lines belong to brackets, texts of several lines and operators",
    arguments: [
      "let a = [1,", "fn f(n) {", "print(1 +", "1 +", "let a =", "a and", "let t = \"\"\"\nline",
      "scan 10.0.0.1 {\n  ports 80",
      "print(\"\\(1 +", "let a = [ # remark",
    ])
  func incomplete(_ text: String) { #expect(EntryForm(of: text) == .incomplete) }

  @Test(
    "what can be run, or be told what is wrong with it",
    arguments: [
      "1", "let a = [1]", "fn f(n) {\n return n\n}", "let a = \"open", "a)", "[1)", "scan x &", "1;", "f() # {", "}",
      "{ )",
    ])
  func complete(_ text: String) { #expect(EntryForm(of: text) == .complete) }

  @Test("blanks and remarks are nothing", arguments: ["", "  \n", "# words", "## words\n"])
  func empty(_ text: String) { #expect(EntryForm(of: text) == .empty) }

  @Test("a line that goes on with the one before it")
  func continued() {
    for line in ["else { }", "  .count", "?.name"] { #expect(EntryForm.continuesEntry(line)) }
    for line in ["", "let a = 1", "-1"] { #expect(!EntryForm.continuesEntry(line)) }
  }

  @Test("one sign is taken off the end")
  func signs() {
    #expect(EntryText("scan x &").ending == .background)
    #expect(EntryText("scan x &").code == "scan x  ")
    #expect(EntryText("1;").ending == .quiet)
    #expect(EntryText("1; # remark").code == "1  # remark")
    #expect(EntryText("a; b").ending == .plain)
    #expect(EntryText("\"a;\"").code == "\"a;\"")
    #expect(EntryText("").ending == .plain)
  }
}
