// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

/// Walks over whole trees reach every node once.
@Suite("Walks over a tree")
struct VisitTests {
  /// Everything that the design's examples do not have.
  private static let rest = #"""
    param few: ports = 22, 80-90 except 85
    targets edge = 10.0.0.0/24, [10.0.1.1, fe80::1%eth0] except 10.0.0.7
    limits { time 20m, packets 2M, steps 2M, memory 1MiB }
    scope edge except 10.0.0.1
    technique own { send payload; ttl 64; payload b"\x00"; reply if length > 1 and not (ttl < 9) => open; silence => filtered }
    fn f(p: int = 1 + 2, q: ports = 80 except 81) -> int {
      while p > 1 { break }
      for k, v in {a: p, "b": [q]} { continue }
      return -p == false
    }
    fn g() { return }
    let parts = "x\(f(1) + 2)y\("z\(a)")"
    var xs = [1, 2.5, 99%, 1s, 5k/s, 64KiB, 2026-12-31, b"x", 443/tcp, 1-9, 10.0.0.1-9, r"a+", true, none]
    xs[0].b = xs[1] ?? xs?.first
    xs += [x => x + 1, (x, y) => if x { y } else if y { x } else { none }]
    let m = match (a, b) { (open, _) => { print(1) }; (c, 1) => 2; (1 + 2, d) => c; else => fail "no" }
    let n = match m { 1-9, r"x" => 1; _ => try f(2) else (3) }
    let r = scan edge, 10.0.0.1 | edge {
      ports few except 80; using syn, flags(SYN, silence: filtered) else connect; rate 1k/s, 2/s per host
      retries 1 + 1; timeout 1s; deadline 2m; order random seed 7; discover icmp, syn(443)
      followups 4 per host, 256 total; confirm 2; keep open; via "eth0"; source_port 53; ttl 64; shard 1 of 4
      on open, open|filtered 22, tcp(80) except 81 as p { emit kind {port: p} }
      on any { return }
      on host up, down as h { print(h) }
      on host done { stop() }
      on done as d { show d.open columns host sort host desc }
      on error as e { finding ("l" + "ow") "x" at e {a: 1} }
    }
    scan edge order sequential discover none keep all
    scan edge order random discover auto
    save r to "a" + ".json" as json
    expect f(1) == 1 or xs.first has SYN, "one"
    network dmz { delay 5ms; host 10.0.0.1 { reject else; delay 1ms-2ms; loss 2%; limit icmp 1/s } }
    test "plain" { if true { print(2) } }
    """#

  private static let scripts = corpus + [rest]

  /// Statements whose literals are read at once, and are no expressions of the tree.
  private static let plain = """
    edition 1
    import "lib/a.scan" as a
    param mode: "fast" | "full" = "fast"
    """

  private func parsed(_ text: String) -> (tree: SyntaxTree, expressions: Set<NodeID>) {
    let source = SourceFile(name: "test.scan", text: text)
    let parser = Parser(Lexer.lex(source), of: source, firstNode: 0)
    _ = parser.parseFile()
    // Expressions alone have a height: what the parser made is the count that the walk is held against.
    return (Parser.parse(source), Set(parser.heights.indices.filter { parser.heights[$0] > 0 }))
  }

  @Test("every expression, once and outer ones first", arguments: scripts)
  func expressions(text: String) {
    let (tree, made) = parsed(text)
    #expect(summary(tree) == [])
    var visited: [NodeID] = []
    tree.visitExpressions { visited.append($0.id) }
    #expect(visited.count == Set(visited).count)
    #expect(made.subtracting(visited).map { "\($0)" } == [])
    #expect(Set(visited).subtracting(made) == [])
  }

  @Test("statements and handlers too, each number once", arguments: scripts)
  func nodes(text: String) {
    let (tree, made) = parsed(text)
    var visited: [NodeID] = []
    tree.visitNodes { id, span in
      visited.append(id)
      #expect(span.start <= span.end && Int(span.end) <= tree.source.bytes.count)
    }
    #expect(visited.count == Set(visited).count)
    #expect(made.isSubset(of: visited))
    #expect(visited.allSatisfy { $0 < tree.nodeCount })
    #expect(visited.count - made.count == printedCount(tree))
  }

  @Test("the corpus holds every form of statement, clause and handler")
  func everyForm() {
    var words: Set<String> = []
    for tree in (Self.scripts + [Self.plain]).map(parse) {
      words.formUnion(tree.tokens.map { tree.source.text($0.span) })
    }
    let reserved = Set(Keyword.all.map(\.word))
    #expect(reserved.subtracting(words) == [])
    #expect(Set(ClauseWord.all.map(\.word)).subtracting(words) == [])
  }

  @Test("literals that a statement holds as values are no nodes")
  func plainStatements() {
    let tree = parse(Self.plain)
    #expect(summary(tree) == [])
    var visited: [String] = []
    tree.visitNodes { _, span in visited.append(tree.source.text(span)) }
    #expect(visited == Self.plain.split(separator: "\n").map(String.init) + ["\"fast\""])
  }

  @Test("every lambda, handler and test is a unit")
  func units() {
    let tree = parse(Self.rest)
    var found: [String] = []
    tree.visitUnits { _, body in
      switch body {
      case .block(let block): found.append(tree.source.text(block.span))
      case .expression(let expression): found.append(tree.source.text(expression.span))
      }
    }
    #expect(
      found == [
        "x + 1", "if x { y } else if y { x } else { none }", "{ emit kind {port: p} }", "{ return }", "{ print(h) }",
        "{ stop() }", "{ show d.open columns host sort host desc }", "{ finding (\"l\" + \"ow\") \"x\" at e {a: 1} }",
        "{ if true { print(2) } }",
      ])
  }
}

/// Statements and handlers, counted in the printed tree: what is in the file and in `do`, and `on` in a `scan`.
private func printedCount(_ tree: SyntaxTree) -> Int {
  let printer = TreePrinter()
  return tree.statements.reduce(tree.statements.count) { $0 + within(printer.list($1)) }
}

private func within(_ form: SExpression) -> Int {
  let items = form.items ?? []
  let own = form.head == "do" ? items.count : form.head == "scan" ? items.filter { $0.head == "on" }.count : 0
  return items.reduce(own) { $0 + within($1) }
}
