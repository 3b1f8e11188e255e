// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

/// Regular expressions that are literals are judged before the run, where it is sure that they are wrong.
@Suite struct PatternLiteralTests {
  @Test(arguments: [
    #"print("a" ~ r"(x")"#, #"print("a".match(r"(x"))"#, #"print("a" ~ r"x)")"#, #"print("a" ~ r"[a-z")"#,
    #"print("a" ~ r"[]a")"#, #"print("a" ~ r"[^]a")"#, #"print("a" ~ r"*a")"#, #"print("a" ~ r"a|+")"#,
    #"print("a" ~ r"(?:?a)")"#, #"print("a" ~ r"a(+b)")"#, #"print("a" ~ r"abc\")"#, #"print("a" ~ "(x")"#,
    #"print("a" ~ ("(x"))"#, #"print("a" ~ r"\Q(\E(")"#, #"print("a" ~ r"[[:alpha:](")"#, #"print("a" ~ r"\((")"#,
    #"print("a" ~ r"[(]([)]")"#,
    "match \"abc\" {\n  r\"a(b\" => print(1)\n  else => print(2)\n}",
  ])
  func wrong(script: String) {
    let checked = CheckedScript(script)
    #expect(checked.result.diagnostics.map(\.code.text) == ["S0434"], "\(checked.report)")
  }

  @Test(arguments: [
    "", "(x)", "a|b", "|a", "(|a)", "()", "[]a]", "[^]a]", "[[:alpha:]]", "[[:^digit:]x(]", #"[\]]"#, #"\["#, #"\("#,
    #"\)"#, #"\\"#, #"\Q(["#, #"\Q([\E"#, #"[\Q]\E]"#, "a*?", "a++", "a]", "a}", "{2}", "a{2,3}", "(?i)a", "(?:a)",
    "(?=a)", "(?<!a)b", "(?<n>a)", "(?P<n>a)", "(?#()", "(?x) a # (", "(?xi: a # )\n)", "(*ANYCRLF)a", "(*MARK:()a",
    #"\c("#, #"\c["#, #"[\c]]"#, "(?C'(')a", "(?|(a)|(b))", #"(?(1)a|b)(c)"#, "^*", "[[.]", "[[=]", "[a[:]",
    #"^SSH-2\.0-(\w+)"#, "[(]", "[)]", "[*+?]", "(?^x:a # (\n)", #"\Qabc\"#, "é(ö)[ü]", "(?-x)a(b)", "[[:a]]", "\\E*",
  ])
  func fine(pattern: String) {
    #expect(PatternCheck(pattern).fault == nil)
  }

  @Test func wordsOfTheFault() throws {
    let script = CheckedScript(#"print("a" ~ r"ab(x")"#)
    let diagnostic = try #require(script.result.diagnostics.first)
    #expect(diagnostic.headline == "this is not a regular expression: the `(` at character 3 is never closed")
    #expect(script.findings == [#"S0434 r"ab(x""#])
    #expect(PatternCheck("ab*)").fault == "the `)` at character 4 closes nothing")
    #expect(PatternCheck("é[a").fault == "the `[` at character 2 is never closed")
    #expect(PatternCheck("a|*").fault == "the `*` at character 3 repeats nothing")
    #expect(PatternCheck("a\\").fault == "it ends with a single `\\`")
  }

  @Test func textsThatAreNoPatternsStay() {
    for script in [
      #"print("a".contains("(x"), "a".split("["), "*")"#, #"print("(" in "a(b", "(x" == "y")"#,
      #"let p = "(x"; print("a" ~ p)"#,
    ] {
      #expect(CheckedScript(script).findings == [])
    }
    // A map's key may be called `match`.
    #expect(CheckedScript(#"let m = {match: x => x}; print(m.match("(x"))"#).findings == [])
  }
}
