// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@Suite("Parser: expressions")
struct ExpressionParserTests {
  @Test("literals")
  func literals() {
    check("let a = [42, 2.5, 99%, true, none]", "(let a (list 42 2.5 (share 0.99) true none))")
    check("let a = 10.0.0.0/8 | 192.0.2.1", "(let a (| 10.0.0.0/8 192.0.2.1))")
    check(
      "let a = [443/tcp, 1-1024, 60-61/udp, 1h30m, 5k/s, 64KiB, 2026-12-31]",
      "(let a (list 443/tcp 1-1024 60-61/udp 1h30m 5k/s 64KiB 2026-12-31))")
    check("let a = b\"\\x00A\"", "(let a (bytes 0 41))")
    check("let a = r\"\\d+\"", "(let a (raw \"\\\\d+\"))")
  }

  @Test("every level of operators, loosest first")
  func precedence() {
    check(
      "a or b and not c == d ?? e | f & g + h * -i",
      "(or a (and b (not (== c (?? d (| e (& f (+ g (* h (- i))))))))))")
    check(
      "-i * h + g & f | e ?? d == c and b or a",
      "(or (and (== (?? (| (& (+ (* (- i) h) g) f) e) d) c) b) a)")
    check("a - b - c", "(- (- a b) c)")
    check("a / b * c % d", "(% (* (/ a b) c) d)")
    check("1+2", "(+ 1 2)")
    check("not not a", "(not (not a))")
    check("- -a", "(- (- a))")
    check("a ?? b ?? c", "(?? (?? a b) c)")
  }

  @Test("comparisons", arguments: ["==", "!=", "<", "<=", ">", ">=", "in", "not in", "has", "~"])
  func comparisons(sign: String) {
    check("a \(sign) b", "(\(sign) a b)")
  }

  @Test("calls, indices and members")
  func postfix() {
    check("f(1, using: ack, tries: 2,)", "(call f 1 (using: ack) (tries: 2))")
    check("a.b?.c[0](x)", "(call (index (?. (. a b) c) 0) x)")
    check("p.port.on.test.match", "(. (. (. (. p port) on) test) match)")
    check("f()()", "(call (call f))")
    check("tcp(80)", "(call tcp 80)")
    check("ports(22, 80-90) | targets(a)", "(| (call ports 22 80-90) (call targets a))")
    check("f(if: 1, match: 2)", "(call f (if: 1) (match: 2))")
  }

  @Test("lambdas")
  func lambdas() {
    check("xs.map(x => x.port)", "(call (. xs map) (lambda (of x) (. x port)))")
    check("xs.map((a, b) => a + b)", "(call (. xs map) (lambda (of a b) (+ a b)))")
    check("let f = () => 1", "(let f (lambda (of) 1))")
    check("let f = x => y => x", "(let f (lambda (of x) (lambda (of y) x)))")
    check("let f = x => {a: x}", "(let f (lambda (of x) (map (entry \"a\" x))))")
    check("let f = x => scan x ports 22", "(let f (lambda (of x) (scan (set x) (ports (set 22)))))")
    check("let f = (a)", "(let f (paren a))")
    check("x => y\n(a,\n  b) => c", "(lambda (of x) y)\n(lambda (of a b) c)")
  }

  @Test("lists and maps")
  func collections() {
    check("let a = []", "(let a (list))")
    check("let a = {}", "(let a (map))")
    check(
      "let a = {name: 1, \"two words\": 2, 443: \"x\", on: 3, (k): 4, 10.0.0.1: 5,}",
      "(let a (map (entry \"name\" 1) (entry \"two words\" 2) (entry 443 \"x\") (entry \"on\" 3) "
        + "(entry (paren k) 4) (entry 10.0.0.1 5)))")
    check("let a = {open|filtered: 1}", "(let a (map (entry (| open filtered) 1)))")
  }

  @Test("strings with values in them")
  func strings() {
    check(
      #""host \(p.host): \(if a { "x" } else { "y" })""#,
      #"(text "host " (. p host) ": " (if a (do "x") (else (do "y"))))"#)
    check(#"let a = """#, #"(let a "")"#)
    check(#"let a = "\(b)""#, "(let a (text b))")
  }

  @Test("try, if and match as values")
  func branches() {
    check("let t = try tls(p) else none", "(let t (try (call tls p) none))")
    check("let t = try a else try b else c", "(let t (try a (try b c)))")
    check("(try probe(p) else none)?.state", "(?. (paren (try (call probe p) none)) state)")
    check("let a = if b { 1 } else if c { 2 } else { 3 }", "(let a (if b (do 1) c (do 2) (else (do 3))))")
    check(
      "let a = match n { 1-1023 => \"low\"; 80, 443 => \"web\"; else => \"high\" }",
      "(let a (match n (arm (value 1-1023) (do \"low\")) (arm (value 80) (value 443) (do \"web\")) "
        + "(arm else (do \"high\"))))")
    check(
      "match (a, b) { (open, true) => x;  (_, false) => { y };  else => ({k: 1}) }",
      "(match (list a b) (arm (tuple (name open) (value true)) (do x)) (arm (tuple _ (value false)) (do y)) "
        + "(arm else (do (paren (map (entry \"k\" 1))))))")
    check(
      "match s { SYN|ACK => 1\n  RST => 2\n  n => n }",
      "(match s (arm (value (| SYN ACK)) (do 1)) (arm (value RST) (do 2)) (arm (name n) (do n)))")
    check(
      "match s {\n  a => if b { 1 }\n  else => 2\n}", "(match s (arm (name a) (do (if b (do 1)))) (arm else (do 2)))")
    check("match s { r\"^a\" => return 1 }", "(match s (arm (value (raw \"^a\")) (do (return 1))))")
  }

  @Test("scan in parentheses goes on")
  func scanInParentheses() {
    check("let n = (scan h ports 22).open.count", "(let n (. (. (paren (scan (set h) (ports (set 22)))) open) count))")
  }
}
