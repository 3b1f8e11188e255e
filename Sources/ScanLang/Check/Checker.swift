// SPDX-License-Identifier: GPL-3.0-or-later

/// What checking a playbook gave.
public struct CheckResult: Sendable {
  /// The program, `nil` when there are errors.
  public let program: CheckedProgram?
  /// What is wrong, those of the parser included, in source order.
  public let diagnostics: [Diagnostic]
}

/// Decides before anything is sent whether a playbook can run: names, types, waiting, what it asks of the network.
public enum Checker {
  /// Checks a playbook that imports nothing. The prelude is parsed with node numbers of its own: one of the two trees
  /// starts where the other ends.
  public static func check(_ tree: SyntaxTree, prelude: SyntaxTree) -> CheckResult {
    check(LoadedProgram(tree, prelude: prelude))
  }

  /// Checks a playbook and what it imports. `services` are the names of services in lower case; without them
  /// only the run knows what `ports "ssh"` means.
  public static func check(_ program: LoadedProgram, services: Set<String> = []) -> CheckResult {
    check(CheckContext(program, services: services)).result
  }

  /// Checks what a context was prepared for; `session` are the names of earlier entries. Gives the names of the top level
  /// too.
  static func check(
    _ context: CheckContext, session: [String: Int] = [:]
  ) -> (result: CheckResult, names: [String: Int]) {
    context.program.diagnostics.forEach(context.report)
    let names = NameResolver(context, session: session)
    names.resolveProgram()
    // A tree that is too deep was left early: nothing below can be trusted to be resolved.
    if !names.isTooDeep {
      TechniqueReader(context).readAll()
      TypeInference(context).run()
      WaitMarker(context).run()
      OpinionMarker(context).run()
      ModuleRules(context).run()
      NetworkReader(context).readAll()
      var tests = TestRules(context)
      tests.run()
      ClientWarnings(context).run()
      ScanRules(context, scans: names.scans, expectations: names.expectations, shows: names.shows).run()
      CaptureRules(context, scans: names.scans, saves: names.saves).run()
      UsageWarnings(context).run()
    }
    let parsed = context.newTrees.flatMap(\.diagnostics)
    let found = context.diagnostics.filter { !isExplained($0.span, by: parsed) }
    let diagnostics = inSourceOrder(parsed + withoutFollowUps(found))
    let program = context.hasErrors ? nil : makeProgram(context, names.scans, warnings: diagnostics)
    return (CheckResult(program: program, diagnostics: diagnostics), names.declared())
  }

  /// Whether the parser, or the lexer, has said what is wrong with a piece of source: one cause, one report.
  private static func isExplained(_ span: SourceSpan, by parsed: [Diagnostic]) -> Bool {
    parsed.contains { diagnostic in
      diagnostic.severity == .error && diagnostic.span.file == span.file && diagnostic.span.start <= span.start
        && span.end <= diagnostic.span.end
    }
  }

  /// Leaves out warnings of code in which there is an error anyway.
  private static func withoutFollowUps(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    let errors = diagnostics.filter { $0.severity == .error }.map(\.span).sorted {
      ($0.file, $0.start) < ($1.file, $1.start)
    }
    return diagnostics.filter { $0.severity == .error || !hasError(errors, within: $0.span) }
  }

  private static func hasError(_ errors: [SourceSpan], within span: SourceSpan) -> Bool {
    var low = 0
    var high = errors.count
    while low < high {
      let middle = (low + high) / 2
      let isBefore = (errors[middle].file, errors[middle].start) < (span.file, span.start)
      if isBefore { low = middle + 1 } else { high = middle }
    }
    return low < errors.count && errors[low].file == span.file && errors[low].start < span.end
  }

  private static func inSourceOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    let ordered = diagnostics.enumerated().sorted { left, right in
      let first = left.element.span
      let second = right.element.span
      return (first.file, first.start, first.end, left.offset) < (second.file, second.start, second.end, right.offset)
    }
    return ordered.map(\.element)
  }

  private static func makeProgram(
    _ context: CheckContext, _ scans: [ScanSite], warnings: [Diagnostic]
  ) -> CheckedProgram {
    CheckedProgram(
      tree: context.tree, imports: [context.prelude] + context.modules.map(\.tree),
      units: context.units.map { unit in
        CodeUnit(
          kind: unit.kind, name: unit.name, parameterCount: unit.parameterCount, slotCount: unit.slotCount,
          captures: unit.captures, mayWait: unit.mayWait)
      },
      globalCount: context.globalCount, resolutions: context.resolutions, types: context.types,
      waits: context.waits, unitNumbers: context.unitNumbers, arguments: context.arguments,
      patternBindings: context.patternBindings, opinionHandlers: context.opinionHandlers,
      capturedScans: context.capturedScans,
      techniques: context.techniques,
      functions: context.functions.map { function in
        CheckedFunction(
          declaration: function.declaration, unit: function.unit,
          parameterTypes: function.parameters.map { context.symbols[$0].type ?? .unknown },
          returnType: function.returnType ?? .unknown)
      },
      networks: context.networks, tests: context.tests, testConstants: context.testConstants,
      parameters: context.parameters.map { declaration, help, symbol in
        CheckedParameter(
          declaration: declaration, help: help, type: context.symbols[symbol].type ?? .unknown,
          choices: declaration.type.choices, slot: context.symbols[symbol].slot)
      },
      knownTargets: KnownScans(context: context).targets(scans),
      knownTechniques: KnownScans(context: context).techniques(scans), warnings: warnings)
  }
}
