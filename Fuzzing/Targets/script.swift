// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Any bytes as a playbook: lexed, parsed, checked with the prelude, rendered.
func fuzz(_ bytes: [UInt8]) {
  let source = SourceFile(name: "fuzz.scan", bytes: bytes)
  let tree = Parser.parse(source)
  SourceChecks.tiling(tree)
  SourceChecks.spans(tree)
  must(tree.diagnostics.count <= Parser.diagnosticLimit, "\(tree.diagnostics.count) diagnostics of the parser")

  let preludeSource = Prelude.source()
  let result = Checker.check(tree, prelude: Parser.parse(preludeSource, firstNode: tree.nodeCount))
  SourceChecks.diagnostics(result.diagnostics, in: [source, preludeSource])
  let hasErrors = result.diagnostics.contains { $0.severity == .error }
  must((result.program == nil) == hasErrors, hasErrors ? "a program in spite of errors" : "no program, no error")
  let parserErrors = tree.diagnostics.contains { $0.severity == .error }
  must(!parserErrors || hasErrors, "the checker forgot what the parser found")
}
