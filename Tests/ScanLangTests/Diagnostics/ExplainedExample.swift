// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

/// One example of the explanation of a diagnostic: indented lines up to an empty one.
struct ExplainedExample: Sendable, CustomTestStringConvertible {
  let row: DiagnosticCode
  let text: String

  var testDescription: String { "\(row.text): \(text.prefix { $0 != "\n" })" }

  /// Every example of a row.
  static func all(of row: DiagnosticCode) -> [ExplainedExample] {
    var examples: [[Substring]] = [[]]
    for line in row.explanation.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("    ") { examples[examples.count - 1].append(line.dropFirst(4)) } else { examples.append([]) }
    }
    return examples.filter { !$0.isEmpty }.map { ExplainedExample(row: row, text: $0.joined(separator: "\n")) }
  }

  /// What is wrong.
  static func bad(of row: DiagnosticCode) -> [ExplainedExample] { all(of: row).filter { !$0.markedLines.isEmpty } }

  /// What is right: the examples without a mark, or else the others without their marked lines.
  static func good(of row: DiagnosticCode) -> [ExplainedExample] {
    let whole = all(of: row).filter(\.markedLines.isEmpty)
    return whole.isEmpty ? bad(of: row).map(\.withoutMarked) : whole
  }

  /// The lines, counted from 1, that say that they are wrong.
  var markedLines: Set<Int> {
    let mark = "# \(row.severity.rawValue)"
    return Set(lines.enumerated().filter { $0.element.contains(mark) }.map { $0.offset + 1 })
  }

  private var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

  private var withoutMarked: ExplainedExample {
    let kept = lines.enumerated().filter { !markedLines.contains($0.offset + 1) }.map(\.element)
    return ExplainedExample(row: row, text: kept.joined(separator: "\n"))
  }

  /// The example with what must stand around it.
  var script: String { row.frame.script(text) }

  /// How many lines of the script stand above the example.
  var linesAbove: Int {
    func bare(_ line: Substring) -> Substring { line.drop { $0 == " " } }
    let inner = lines.map(bare)
    let outer = script.split(separator: "\n", omittingEmptySubsequences: false).map(bare)
    return outer.indices.last { outer[$0...].starts(with: inner) } ?? 0
  }
}

/// A script as the reference's examples are checked: with a few files to import, or as one that is imported.
struct CheckedExample {
  let source: SourceFile
  let diagnostics: [Diagnostic]

  init(_ bytes: [UInt8], isModule: Bool = false) {
    var files = ModuleFiles()
    files.texts["lib/firewall.scan"] = "let limit = 1\nlet _limit = 2"
    files.texts["lib/shared.scan"] = "let limit = 1"
    files.texts["lib/2026-rules.scan"] = "let limit = 1"
    files.texts["lib/own.scan"] = String(decoding: bytes, as: UTF8.self)
    let main = isModule ? Array("import \"lib/own.scan\" as own".utf8) : bytes
    let program = ProgramLoader.load(SourceFile(name: "playbook.scan", bytes: main), reader: files)
    let found = Checker.check(program, services: ["ssh", "https"]).diagnostics
    source = isModule ? program.modules.last?.source ?? program.tree.source : program.tree.source
    diagnostics = found
  }

  init(_ example: ExplainedExample) {
    self.init(Array(example.script.utf8), isModule: example.row.frame == .module)
  }

  /// What is wrong, but for parts of the language that this version does not run yet.
  func errors(besides row: DiagnosticCode) -> [Diagnostic] {
    let planned: [DiagnosticCode] = [.builtinNotYet]
    return diagnostics.filter { $0.severity == .error && $0.code != row && !planned.contains($0.code) }
  }

  /// The lines with a diagnostic of a row.
  func lines(of row: DiagnosticCode) -> Set<Int> {
    Set(
      diagnostics.filter { $0.code == row && $0.span.file == source.file }.map {
        source.position(of: $0.span.start).line
      })
  }

  /// The script after a repair.
  func applying(_ repair: Repair) -> [UInt8] { SafeRepairs.apply([repair], to: source.bytes) }
}
