// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Prints what the checker found out about a playbook: for `scan inspect --program`.
///
/// Units with their slots, what each name stands for and of which type it is, and what waits. The same source gives the
/// same text.
public struct ProgramPrinter {
  private let program: CheckedProgram

  /// A printer for one program.
  public init(_ program: CheckedProgram) { self.program = program }

  /// The text, sections with a heading each; empty ones are left out.
  public var text: String {
    let sections: [(String, [String])] = [
      ("parameters", parameters), ("units", units), ("functions", functions), ("techniques", techniques),
      ("names", names), ("waits", waits),
    ]
    return sections.filter { !$0.1.isEmpty }
      .map { ([$0.0] + $0.1.map { "  " + $0 }).joined(separator: "\n") }
      .joined(separator: "\n\n")
  }

  private var source: SourceFile { program.tree.source }

  private func place(_ span: SourceSpan) -> String {
    let position = source.position(of: span.start)
    let text = "\(position.line):\(position.column)"
    return text + String(repeating: " ", count: max(0, 8 - text.utf8.count))
  }

  private var parameters: [String] {
    program.parameters.map { parameter in
      let type =
        parameter.choices.isEmpty
        ? parameter.type.name : parameter.choices.map { SExpression.quote($0) }.joined(separator: " | ")
      let need = parameter.declaration.defaultValue == nil ? "required" : "has a default"
      let name = parameter.declaration.name
      return "\(place(name.span))  \(name.text): \(type), global \(parameter.slot), \(need)"
    }
  }

  /// Every unit by its number, those of imported files among them.
  private var units: [String] {
    program.units.enumerated().map { number, unit in
      var parts = ["\(count(unit.slotCount, "slot"))"]
      if unit.parameterCount > 0 { parts.append(count(unit.parameterCount, "parameter")) }
      if !unit.captures.isEmpty {
        parts.append("captures " + unit.captures.map { "\($0.outer) as \($0.inner)" }.joined(separator: ", "))
      }
      if unit.mayWait { parts.append("may wait") }
      return "\(number)  \(unit.kind) \(SExpression.quote(unit.name)): \(parts.joined(separator: ", "))"
    }
  }

  private var functions: [String] {
    program.functions.enumerated().map { number, function in
      let types = zip(function.declaration.parameters, function.parameterTypes).map { "\($0.name.text): \($1.name)" }
      return "\(number)  \(function.declaration.name.text)(\(types.joined(separator: ", "))) -> "
        + "\(function.returnType.name), unit \(function.unit)"
    }
  }

  /// Those of the playbook; the prelude's are always there.
  private var techniques: [String] {
    program.techniques.enumerated().compactMap { number, checked in
      guard checked.name.span.file == source.file else { return nil }
      let states = checked.technique.possibleStates.map(\.description).joined(separator: ", ")
      let need = checked.technique.needsRawSocket ? "needs raw sockets" : "needs no privilege"
      return "\(number)  \(checked.name.text): says \(states); \(need)"
    }
  }

  private var names: [String] {
    var lines: [String] = []
    program.tree.visitExpressions { expression in
      guard case .name(let word) = program.form(expression) else { return }
      lines.append(
        "\(place(expression.span))  \(word): \(meaning(program.resolutions[expression.id])), "
          + program.types[expression.id].name)
    }
    return lines
  }

  private func meaning(_ resolution: Resolution) -> String {
    switch resolution {
    case .unresolved: "nothing"
    case .local(let slot): "local \(slot)"
    case .global(let slot): "global \(slot)"
    case .function(let number): "function \(number)"
    case .builtin(let builtin): "builtin \(builtin.rawValue)"
    case .technique(let number): "technique \(number)"
    case .state(let state): "state \(state)"
    case .flags(let flags): "flags \(flags)"
    case .ports(let ports): "ports \(ports)"
    }
  }

  private var waits: [String] {
    var lines: [String] = []
    program.tree.visitExpressions { expression in
      guard program.waits[expression.id] else { return }
      switch expression.kind {
      case .scan: lines.append("\(place(expression.span))  scan")
      case .call: lines.append("\(place(expression.span))  \(source.excerpt(expression.span))")
      default: break
      }
    }
    return lines
  }

  private func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
