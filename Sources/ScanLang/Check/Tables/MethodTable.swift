// SPDX-License-Identifier: GPL-3.0-or-later

/// The name of a method; several types may have one of the same name. The raw value is its name in a script.
public enum MethodName: String, CaseIterable, Sendable {
  // Lists.
  case `where`, map, any, all, sum, min, max, unique, take, join, reverse, contains
  case flatMap = "flat_map"
  case sortBy = "sort_by"
  case groupBy = "group_by"
  // Strings.
  case upper, lower, trim, split, lines, replace, pad, slice, match
  case startsWith = "starts_with"
  case endsWith = "ends_with"
  // Maps.
  case get, keys, values
  // Numbers, times, states.
  case div, format
  case mayBe = "may_be"
  // Records.
  case by, count, host, port, emitted
}

/// One method of one type: all that the checker, the reference pages and completion know of it.
public struct MethodRow: Sendable {
  /// The type that has it; `.list(.unknown)` stands for every list.
  public let receiver: ValueType
  /// Its name.
  public let name: MethodName
  /// In order.
  public let parameters: [SignatureParameter]
  /// What a call gives.
  public let result: ResultRule
  /// One paragraph for the reference.
  public let documentation: String
  /// A call as a script would write it.
  public let example: String

  /// Describes a method.
  public init(
    _ receiver: ValueType, _ name: MethodName, _ parameters: [SignatureParameter] = [], _ result: ResultRule,
    _ documentation: String, example: String
  ) {
    self.receiver = receiver
    self.name = name
    self.parameters = parameters
    self.result = result
    self.documentation = documentation
    self.example = example
  }
}

/// All methods: one row each, grouped by file.
public enum MethodTable {
  /// In the order of the reference.
  public static let rows: [MethodRow] = listRows + stringRows + otherRows

  /// The method of a type, `nil` if it has none of that name.
  public static func row(_ receiver: ValueType, _ name: MethodName) -> MethodRow? {
    byReceiver[receiver.shape]?.first { $0.name == name }
  }

  /// All methods of a type.
  public static func rows(of receiver: ValueType) -> [MethodRow] { byReceiver[receiver.shape] ?? [] }

  private static let byReceiver: [ValueType: [MethodRow]] = Dictionary(grouping: rows, by: \.receiver)
}
