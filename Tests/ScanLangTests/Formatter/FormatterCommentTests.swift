// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

/// Where comments go.
struct FormatterCommentTests {
  private func check(_ source: String, _ expected: String? = nil, _ location: SourceLocation = #_sourceLocation) {
    #expect(FormatCheck.text(source) == expected ?? source, sourceLocation: location)
    #expect(FormatCheck.problems(SourceFile(name: "test.scan", text: source)) == [], sourceLocation: location)
  }

  @Test func linesOfTheirOwn() {
    check("# a\n\n# b\nlet x = 1\n# c\n\n# d\n")
    check("#!/usr/bin/env scan\n\n## own\n\nlet x = 1\n")
    check("if a {\n# x\n  b()\n    # y\n}\n# z\n", "if a {\n  # x\n  b()\n  # y\n}\n# z\n")
    check("if a {\n  # only\n}\n")
    check("# only\n\n\n", "# only\n")
    check("f(\n  # one\n  a,\n  # two\n  b,\n  # three\n)\n")
    check("let m = {\n  a: 1,\n  # last\n}\n")
    check("f(\n  # nothing else\n)\n")
    check("match x {\n  # one\n  a => 1\n  # two\n  b => 2\n  # three\n}\n")
  }

  @Test func lineEndsShareAColumn() {
    check("a()  # x\nbcd() # y\n", "a()    # x\nbcd()  # y\n")
    check("a()      # x\nbcd() # y\n", "a()      # x\nbcd()    # y\n")
    check("a()  # x\nb()\nlonger()  # y\n")
    check("f(a,# x\n b) # y\n", "f(\n  a,  # x\n  b,\n)   # y\n")
    check("let x = # why\n  5\n", "let x =  # why\n  5\n")
    check("let a = [\n  1,  # one\n  2,  # two\n]\n")
    check("a() # x\n", "a()  # x\n")
  }

  @Test func aColumnThatLeavesTheLineIsGivenUp() {
    let text = String(repeating: "x", count: 70)
    check("a()\(String(repeating: " ", count: 60))# \(text)\n", "a()  # \(text)\n")
  }

  @Test func documentationStaysWithItsDeclaration() {
    check("ports a = 1, ## one\n  2\n", "## one\nports a = 1, 2\n")
    check("fn f() { ## one\n  a()\n}\n", "fn f() {  ## one\n  a()\n}\n")
    check("param a: int = 1  ## one\n")
    check("## one\n## two\nlet a = 1\n")
  }

  @Test func behindSemicolonsAndTrailingCommas() {
    check("let a = 1  # x\n; let b = 2\n", "let a = 1  # x\nlet b = 2\n")
    check("let a = [1,# x\n]\n", "let a = [\n  1,       # x\n]\n")
    check("let a = [1 # x\n,]\n", "let a = [\n  1,       # x\n]\n")
  }

  /// A line ends with one comment. What has to be broken for that is known only when it is known where lines end.
  @Test func twoCommentsOnALine() {
    check(
      "for a in # c743\n[7, -7, 6, - # c70\n6, 0] {\n  print(a)\n}\n",
      "for a in [          # c743\n  7, -7, 6, -6, 0,  # c70\n] {\n  print(a)\n}\n")
    check("let a = [7, - # x\n6, 0, - # y\n5]\n", "let a = [\n  7, -6, 0,   # x\n  -5,         # y\n]\n")
    // The first comment ends its line where the list is broken, so that `-7` needs no line of its own.
    let long = Array(repeating: "100000", count: 11).joined(separator: ", ")
    let blanks = String(repeating: " ", count: 67)
    check(
      "let a = [- # x\n1, \(long), 100000, 2, 3, 4, 5, 6, - # y\n7]\n",
      "let a = [\n  -1, \(long),  # x\n  100000, 2, 3, 4, 5, 6, -7,\(blanks)# y\n]\n")
    // Nor is `y + -1` broken for the second.
    let name = String(repeating: "n", count: 90)
    check(
      "f(- # x\n1, \(name), y + - # y\n2)\n",
      "f(\n  -1,  # x\n  \(name),\n  y + -2,  # y\n)\n")
  }
}
