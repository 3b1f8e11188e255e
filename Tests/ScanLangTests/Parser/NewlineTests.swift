// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@Suite("Parser: line ends")
struct NewlineTests {
  @Test("a line end ends a statement")
  func ends() {
    check("let a = b\nc", "(let a b)\nc")
    check("a\n(b)", "a\n(paren b)")
    check("a\n[b]", "a\n(list b)")
    check("a\n-b", "a\n(- b)")
    check("return\nf()", "(return)\n(call f)")
    check("let a = 1; let b = 2", "(let a 1)\n(let b 2)")
    check("a = 1\r\nb = 2\r\n", "(= a 1)\n(= b 2)")
  }

  @Test("not after an operator, a comma, `=>` and `=`", arguments: ["+", "-", "or", "and", "==", "|", "??", "*", "in"])
  func operators(sign: String) {
    check("let a = b \(sign)\n  c", "(let a (\(sign) b c))")
  }

  @Test("not after a comma")
  func commas() {
    check("ports a = 1,\n  2,\n  3", "(ports a (set 1 2 3))")
    check("scan a,\n  b ports 1,\n  2", "(scan (set a b) (ports (set 1 2)))")
    check("show a columns b,\n  c", "(show a (columns b c))")
    check("for k,\n  v in m { }", "(for (of k v) m (do))")
    check("expect a,\n  \"b\"", "(expect a (message \"b\"))")
    check("let a =\n  b", "(let a b)")
    check("let f = x =>\n  x", "(let f (lambda (of x) x))")
    check("match a {\n  1 =>\n    b\n}", "(match a (arm (value 1) (do b)))")
  }

  @Test("not before a line that begins with a dot")
  func dots() {
    check("let a = b\n  .c()\n  ?.d", "(let a (?. (call (. b c)) d))")
    check("let a = b # remark\n\n  .c", "(let a (. b c))")
  }

  @Test("not in brackets and maps")
  func brackets() {
    check("let a = (b\n  + c)", "(let a (paren (+ b c)))")
    check("let a = [\n  b,\n  c,\n]", "(let a (list b c))")
    check("f(\n  a\n  ,\n  b\n)", "(call f a b)")
    check("let a = {\n  b: 1,\n  c\n  : 2\n}", "(let a (map (entry \"b\" 1) (entry \"c\" 2)))")
    check("a[\nb\n]", "(index a b)")
    check("\"\"\"\n\\(\na\n)\n\"\"\"", "(text a)")
  }

  @Test("the braces of a block make them count again")
  func blocks() {
    check("let a = [if b {\n  c\n  d\n} else {\n  e\n}]", "(let a (list (if b (do c d) (else (do e)))))")
    check("f(match a {\n  1 => b\n  else => c\n})", "(call f (match a (arm (value 1) (do b)) (arm else (do c))))")
    check("let a = (scan b {\n  retries 1\n  ttl 2\n})", "(let a (paren (scan (set b) (retries 1) (ttl 2))))")
    check(
      "f({a: if b {\n  c\n  d\n} else { e }\n})",
      "(call f (map (entry \"a\" (if b (do c d) (else (do e))))))")
    check("let a = (if b { c }\nelse { d })", "(let a (paren (if b (do c) (else (do d)))))")
  }

  @Test("where an operand is wanted `{` is a map, behind one a block")
  func braces() {
    check("if a { b }", "(if a (do b))")
    check("for x in {a: 1} { b }", "(for (of x) (map (entry \"a\" 1)) (do b))")
    check("match a { 1 => { b } }", "(match a (arm (value 1) (do b)))")
    check("let f = x => { a: 1 }", "(let f (lambda (of x) (map (entry \"a\" 1))))")
    check("{a: 1}.a", "(. (map (entry \"a\" 1)) a)")
  }

  @Test("trailing commas")
  func trailing() {
    check("f(a,)", "(call f a)")
    check("fn f(a,) { }", "(fn f (of a) (do))")
    check("ports a = 1, 2,\n", "(ports a (set 1 2))")
    check("ports a = 1, except 2,\nlet b = 1", "(ports a (set 1 (except 2)))\n(let b 1)")
    check("match (a, b,) { (1, 2,) => c }", "(match (list a b) (arm (tuple (value 1) (value 2)) (do c)))")
  }

  @Test("anywhere else the statement is over, and what is missing there is said")
  func elsewhere() {
    for (text, codes) in [
      ("let a\n  = b", ["S0213"]), ("var a\n  = b", ["S0213"]), ("a\n  = b", ["S0213"]),
      ("f()\n  = b\nx +", ["S0213", "S0202"]), ("a\n  += b", ["S0213"]),
      ("let\n  a = b", ["S0203"]), ("return x\n  => x", []), ("a.\n  b", ["S0233"]),
      ("show a sort\n  b", ["S0203"]), ("not\n  a", ["S0202"]), ("if\n  a { b }", []), ("scan\n  a", ["S0202"]),
      ("fail\n  a", ["S0202"]), ("save a\n  to b", []), ("import\n  \"a\"", []), ("param a: int\n  = 5", ["S0213"]),
    ] {
      let found = parse(text).diagnostics
      #expect(!found.isEmpty, "\(text)")
      if !codes.isEmpty { #expect(found.map(\.code.text) == codes, "\(text)") }
    }
  }

  @Test("not in the parentheses of a lambda and of `unreachable`")
  func parameterLists() {
    check("let f = (\n  a,\n  b\n) => a", "(let f (lambda (of a b) a))")
    #expect(
      parse("technique t {\n  send SYN\n  unreachable(\n    port,\n    host\n  ) => filtered\n}").diagnostics.map(
        \.headline) == [])
  }

  @Test("semicolons separate arms and clauses")
  func semicolons() {
    check("scan a { retries 1; on done { b }; ttl 2 }", "(scan (set a) (retries 1) (ttl 2) (on done (do b)))")
    check("match a { 1 => b; 2 => c }", "(match a (arm (value 1) (do b)) (arm (value 2) (do c)))")
  }
}
