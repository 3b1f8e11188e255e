// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// What is wrong with what a person typed for a parameter, before anything runs.
public struct ParameterComplaint: Sendable {
  /// `"5min" is no duration`
  public let message: String
  /// What to write instead, or how values of the type are written, where that is known.
  public let hint: String?

  /// `nil` where the text is a value of the parameter.
  public init?(about text: String, for parameter: CheckedParameter) {
    do throws(ParameterText.Failure) {
      _ = try ParameterText.value(text, for: parameter)
      return nil
    } catch {
      message = error.message
      hint = Self.hint(text, parameter)
    }
  }

  private static func hint(_ text: String, _ parameter: CheckedParameter) -> String? {
    if !parameter.choices.isEmpty {
      return Spelling.nearest(to: text, in: parameter.choices).map { "did you mean \($0)?" }
    }
    if let repair = repair(text, parameter.type) { return "did you mean \(repair)?" }
    return form(of: parameter.type).map { "write \($0)" }
  }

  /// The text as the repair of the same literal in a playbook has it, where that is a value of the type.
  private static func repair(_ text: String, _ type: ValueType) -> String? {
    let head = "let x = "
    var candidates: [String] = []
    for fix in Parser.parse(SourceFile(name: "parameter", text: head + text + "\n")).diagnostics.flatMap(\.fixes) {
      let bytes = Array((head + text).utf8)
      let (start, end) = (Int(fix.span.start), Int(fix.span.end))
      guard start >= head.utf8.count, start <= end, end <= bytes.count else { continue }
      let repaired = bytes[head.utf8.count..<start] + Array(fix.replacement.utf8) + bytes[end...]
      candidates.append(String(decoding: repaired, as: UTF8.self))
    }
    if type == .rate { candidates.append(text + "/s") }
    return candidates.first { ((try? ParameterText.value($0, type)) ?? nil) != nil }
  }

  /// How values of a type are written.
  private static func form(of type: ValueType) -> String? {
    switch type {
    case .duration: "a duration as 30s, 20m or 1h30m"
    case .rate: "a rate as 500/s, 5k/s or 10/m"
    case .size: "a size as 4096B or 64KiB"
    case .date: "a date as 2026-09-30"
    case .float: "a float as 0.5 or 99%"
    case .bool: "true or false"
    case .network: "a network as 192.0.2.0/24"
    case .port: "a port as 443 or 53/udp"
    case .ports: "ports as 22, 8000-8100 or 53/udp"
    case .targets: "targets as 192.0.2.1, 192.0.2.0/24 or www.example.org"
    default: nil
    }
  }
}
