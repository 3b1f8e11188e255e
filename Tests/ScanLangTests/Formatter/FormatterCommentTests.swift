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
}
