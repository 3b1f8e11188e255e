// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import ScanLang

@Suite("The reference")
struct ReferenceTests {
  private static let reference = Reference()

  @Test("every row of every table is in it, once")
  func complete() {
    let reference = Self.reference
    #expect(reference.entries(of: .function).map(\.name) == BuiltinTable.rows.map(\.builtin.rawValue))
    #expect(reference.entries(of: .method).count == MethodTable.rows.count)
    #expect(reference.entries(of: .field).count == FieldTable.rows.count)
    #expect(reference.entries(of: .keyword).map(\.name) == Keyword.all.map(\.word))
    #expect(reference.entries(of: .clause).count == ClauseWord.all.count)
    #expect(reference.entries(of: .diagnostic).map(\.name) == DiagnosticTable.all.map(\.text))
    #expect(reference.entries(of: .reason).count == Reason.allCases.count)
    #expect(reference.entries(of: .state).count == 6)
    let operators = Set(reference.entries(of: .operator).map(\.name))
    #expect(BinaryOperator.allCases.allSatisfy { operators.contains($0.rawValue) })
    #expect(Set(reference.entries(of: .type).map(\.name)) == Set(ValueType.names))
    let names = reference.entries.map { "\($0.kind) \($0.qualifiedName)" }
    #expect(Set(names).count == names.count)
  }

  @Test("techniques are printed with what they say of themselves")
  func techniques() throws {
    let entries = Self.reference.entries(of: .technique)
    #expect(
      entries.map(\.name) == ["syn", "fin", "null", "xmas", "maimon", "ack", "window", "udp", "connect"])
    let xmas = try #require(entries.first { $0.name == "xmas" })
    #expect(xmas.documentation == "Three flags that never come together, read like `fin`.")
    #expect(xmas.signature.hasPrefix("technique xmas {\n  send FIN|PSH|URG\n  RST         => closed\n"))
    #expect(xmas.facts.map(\.text) == ["tcp", "closed, filtered, open|filtered", "raw sockets (CAP_NET_RAW)"])
  }

  @Test("modules name what an import gets of them, and nothing else")
  func modules() throws {
    let entries = Self.reference.entries(of: .module)
    #expect(entries.map(\.name) == StandardLibrary.importableNames.map { "std/\($0)" })
    let firewall = try #require(entries.first)
    #expect(
      firewall.facts.first?.text
        == "survey(whom: targets, what: ports = top_ports(1000)) - Asks every port by SYN, ACK and FIN; the results can be judged."
    )
    #expect(entries.allSatisfy { !$0.facts.isEmpty && $0.facts.allSatisfy { !$0.text.hasPrefix("_") } })
  }

  @Test("every row says what it means, and shows it", arguments: ReferenceKind.allCases)
  func documented(kind: ReferenceKind) {
    for entry in Self.reference.entries(of: kind) {
      #expect(!entry.documentation.isEmpty, "\(entry.qualifiedName)")
      #expect(
        entry.example != nil || [.diagnostic, .exitStatus].contains(kind), "\(entry.qualifiedName) has no example")
    }
  }

  /// Examples that are whole playbooks but for an import, which needs a file.
  private static let rowsWithExample = reference.entries.filter {
    $0.example != nil && $0.frame != .scopeFile && $0.qualifiedName != "import"
  }

  @Test("every example is right, but for what this version does not run yet", arguments: rowsWithExample)
  func examples(entry: ReferenceEntry) throws {
    let script = try #require(entry.script)
    let errors = CheckedScript(script).result.diagnostics.filter {
      $0.severity == .error && !$0.headline.hasSuffix("not in this version yet")
    }
    #expect(errors.map(\.headline) == [], "\(entry.qualifiedName)\n\(script)")
  }

  @Test(
    "words are found as people write them",
    arguments: [
      ("S0104", ["diagnostic S0104"]), ("s0104", ["diagnostic S0104"]), ("0104", ["diagnostic S0104"]),
      ("list.sort_by", ["method list.sort_by"]), ("sort_by()", ["method list.sort_by"]),
      (
        "contains",
        [
          "method list.contains", "method string.contains", "method map.contains",
          "method targets.contains", "method ports.contains",
        ]
      ),
      ("SYN", ["constant SYN"]), ("xmas", ["technique xmas"]), ("open|filtered", ["state open|filtered"]),
      ("port-unreach", ["reason port-unreach"]), ("not in", ["operator not in"]), ("3", ["exit status 3"]),
      ("scan.rate", ["clause scan.rate"]), ("port result", ["type port result"]), ("xmass", []),
      ("std/firewall", ["module std/firewall"]),
    ])
  func found(word: String, meanings: [String]) {
    let found = Self.reference.meanings(of: word)
    #expect(found.map { "\($0.kind.rawValue) \($0.qualifiedName)" } == meanings)
  }

  @Test("misspelt words", arguments: [("xmass", "xmas"), ("sort-by", "sort_by"), ("port_unreach", "port-unreach")])
  func nearest(word: String, meant: String) {
    #expect(Self.reference.nearest(to: word) == meant)
  }
}

@Suite("Pages of the reference")
struct ReferenceRendererTests {
  @Test("a page", arguments: [40, 80, 200])
  func page(width: Int) throws {
    let reference = Reference()
    let renderer = ReferenceRenderer(width: width, isColored: false)
    let text = renderer.text(reference.meanings(of: "sort_by"))
    #expect(text.contains("method of `list`"))
    #expect(text.hasSuffix("    seen.open.sort_by(p => p.rtt ?? 0s, desc: true)\n"))
    #expect(!text.contains("\u{1B}"))
    let prose = renderer.text(reference.entries(of: .reason)).split(separator: "\n").filter { !$0.hasPrefix("    ") }
    #expect(prose.allSatisfy { $0.count <= width })
  }

  @Test("colours") func colours() {
    let text = ReferenceRenderer(width: 80, isColored: true).text(Reference().meanings(of: "3"))
    #expect(text.hasPrefix("\u{1B}[1m3 inconclusive\u{1B}[0m\n"))
  }

  @Test("the overview names every kind") func overview() {
    let text = ReferenceRenderer(width: 80, isColored: false).overview(Reference())
    for kind in ReferenceKind.allCases where ![.command, .option, .sessionCommand, .format].contains(kind) {
      #expect(text.contains("\n\(kind.plural) "))
    }
  }
}
