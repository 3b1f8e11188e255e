// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// Reads what a person typed for a playbook's parameter: the literal of its type, without quotes around strings.
enum ParameterText {
  /// What is wrong with the text.
  struct Failure: Error {
    let message: String
  }

  static func value(_ text: String, for parameter: CheckedParameter) throws(Failure) -> Value {
    if !parameter.choices.isEmpty {
      guard parameter.choices.contains(text) else {
        throw Failure(message: "\(LiteralText.quoted(text)) is none of \(parameter.choices.joined(separator: ", "))")
      }
      return .text(text)
    }
    guard let value = try value(text, parameter.type) else {
      throw Failure(message: "\(LiteralText.quoted(text)) is no \(parameter.declaration.type.name)")
    }
    return value
  }

  /// The value of a text; `nil` where it is none of the type.
  static func value(_ text: String, _ type: ValueType) throws(Failure) -> Value? {
    switch type {
    case .string: .text(text)
    case .int: wholeNumber(text).map { .int($0) }
    case .float: fraction(text).map { .float($0) }
    case .bool: ["true": true, "false": false][text].map { .bool($0) }
    case .duration: ScanDuration(text).map { .duration($0.microseconds) }
    case .rate: Rate(text).map { .rate($0) }
    case .size: ByteSize(text).map { .size($0.bytes) }
    case .date: CalendarDate(text).map { .date($0) }
    case .address: Address(text).map { .address($0) }
    case .network: Network(text).map { .object(NetworkObject($0)) }
    case .port: Port(text).map { .port($0) }
    case .ports: try ports(text)
    case .targets: try targets(text)
    case .state: PortState(text).map { .state($0) }
    case .flags: TCPFlags(text).map { .flags($0) }
    case .list(let element): try list(text, element)
    default: .text(text)
    }
  }

  /// A number as in a script, and a sign.
  private static func wholeNumber(_ text: String) -> Int? {
    let isNegative = text.hasPrefix("-")
    let source = SourceFile(name: "parameter", text: String(text.dropFirst(isNegative ? 1 : 0)))
    let lexed = Lexer.lex(source)
    guard lexed.diagnostics.isEmpty, lexed.trivia.isEmpty, lexed.tokens.map(\.kind) == [.integer, .endOfFile],
      let number = LiteralReader.int(lexed.tokens[0], source)
    else { return nil }
    return isNegative ? -Int(number) : Int(number)
  }

  /// A number with or without a point, or a share as `99%`.
  private static func fraction(_ text: String) -> Double? {
    guard text.hasSuffix("%") else { return Double(text).flatMap { $0.isFinite ? $0 : nil } }
    let isNegative = text.hasPrefix("-")
    let source = SourceFile(name: "parameter", text: String(text.dropFirst(isNegative ? 1 : 0)))
    let lexed = Lexer.lex(source)
    guard lexed.diagnostics.isEmpty, lexed.trivia.isEmpty, lexed.tokens.map(\.kind) == [.percent, .endOfFile],
      let share = LiteralReader.percent(lexed.tokens[0], source)
    else { return nil }
    return isNegative ? -share : share
  }

  private static func parts(_ text: String) -> [String] {
    text.split(whereSeparator: { $0 == "," || $0 == "\n" }).map { TextMethods.trimmed(String($0)) }.filter {
      !$0.isEmpty
    }
  }

  private static func ports(_ text: String) throws(Failure) -> Value? {
    var set = PortSet()
    for part in parts(text) {
      guard let more = PortSet(part) ?? ServiceNames.ports(named: part) else {
        throw Failure(message: "\(LiteralText.quoted(part)) is no port, range of ports or service name")
      }
      set = set.union(more)
    }
    return set.isEmpty ? nil : .ports(set)
  }

  private static func targets(_ text: String) throws(Failure) -> Value? {
    var sets: [TargetsObject] = []
    for part in parts(text) {
      // A network with host bits is a mistake here as in a script: one address or all of them?
      let isNetwork = part.contains("/")
      guard let more = TargetSet(part).map({ TargetsObject($0) }) ?? (isNetwork ? nil : Conversion.targets(part)) else {
        throw Failure(message: "\(LiteralText.quoted(part)) is no address, network or host name")
      }
      sets.append(more)
    }
    return sets.isEmpty ? nil : .object(TargetsObject.union(sets))
  }

  private static func list(_ text: String, _ element: ValueType) throws(Failure) -> Value? {
    var items: [Value] = []
    for part in parts(text) {
      guard let item = try value(part, element) else { return nil }
      items.append(item)
    }
    return .list(items)
  }
}

extension CheckedParameter {
  /// Its name on the command line.
  var option: String {
    declaration.name.text.split(separator: "_", omittingEmptySubsequences: false).joined(separator: "-")
  }

  /// The node that stands for it in messages.
  var nodeID: Int { declaration.defaultValue?.id ?? 0 }
}
