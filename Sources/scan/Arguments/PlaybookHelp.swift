// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// A playbook's own help, made from its documentation and parameters.
struct PlaybookHelp {
  /// A parameter as help shows it.
  struct Row {
    /// Its name and type.
    let shape: ParameterShape
    /// Its `##` text.
    let help: String?
    /// Its default as written.
    let defaultText: String?
  }

  /// Name of the playbook as the user wrote it.
  let name: String
  /// Its documentation.
  let documentation: String?
  /// Its parameters in order.
  let rows: [Row]

  /// The help of a checked playbook.
  init(name: String, program: CheckedProgram) {
    self.name = name
    documentation = program.tree.documentation
    rows = program.parameters.map { parameter in
      Row(
        shape: ParameterShape(parameter), help: parameter.help,
        defaultText: parameter.declaration.defaultValue.map { program.tree.source.text($0.span) })
    }
  }

  /// For tests.
  init(name: String, documentation: String?, rows: [Row]) {
    self.name = name
    self.documentation = documentation
    self.rows = rows
  }

  /// What `scan run FILE --help` prints.
  var text: String {
    var lines: [String] = []
    if let documentation, !documentation.isEmpty {
      lines += documentation.split(separator: "\n", omittingEmptySubsequences: false).map {
        TerminalText.sanitized(String($0))
      }
      lines.append("")
    }
    lines.append("usage: scan run \(TerminalText.sanitized(name))" + (rows.isEmpty ? "" : " [--parameter value ...]"))
    lines.append("")
    if !rows.isEmpty {
      lines.append("parameters:")
      lines += parameterLines
      lines.append("")
    }
    let options = RunOption.allCases.prefix(4).map { "--\($0.rawValue)" }.joined(separator: " ")
    lines.append("options of run (\(options) ...): scan run --help")
    return lines.joined(separator: "\n") + "\n"
  }

  private var parameterLines: [String] {
    let heads = rows.map { "--\($0.shape.option) \(TerminalText.sanitized($0.shape.type))" }
    let column = min(32, heads.map { TerminalText.width($0) }.max() ?? 0) + 2
    return zip(heads, rows).map { head, row in
      let remark = row.shape.isRequired ? "required" : row.defaultText.map { "default \($0)" }
      let parts = [row.help, remark.map { row.help == nil ? $0 : "(\($0))" }]
      let text = TerminalText.sanitized(parts.compactMap { $0 }.joined(separator: " "))
      let gap = String(repeating: " ", count: max(2, column - TerminalText.width(head)))
      return text.isEmpty ? "  \(head)" : "  \(head)\(gap)\(text)"
    }
  }
}

extension ParameterShape {
  /// The shape of a checked parameter.
  init(_ parameter: CheckedParameter) {
    let isBool = parameter.type == .bool
    let type =
      parameter.choices.isEmpty
      ? parameter.declaration.type.name : parameter.choices.map { "\"\($0)\"" }.joined(separator: " | ")
    self.init(
      name: parameter.declaration.name.text, isBool: isBool, isRequired: parameter.declaration.defaultValue == nil,
      isSet: parameter.type == .targets || parameter.type == .ports, type: type)
  }
}
