// SPDX-License-Identifier: GPL-3.0-or-later

extension ValueType {
  /// The type without what it holds: every list as `.list(.unknown)`, every function as `.function(.unknown)`.
  public var shape: ValueType {
    switch self {
    case .list: .list(.unknown)
    case .function: .function(.unknown)
    case .optional(let inner): .optional(inner.shape)
    default: self
    }
  }

  /// A type by the name that annotations use, `nil` if there is none.
  public static func named(_ name: String) -> ValueType? { byName[name] }

  /// The names that annotations may use.
  public static let names: [String] = namedTypes.map(\.name)

  /// The name in messages: `int`, `a list of strings` is just `list`.
  public var name: String {
    switch self {
    case .unknown: "any value"
    case .record(let kind): kind.rawValue
    case .list: "list"
    case .function: "function"
    case .optional(let inner): "\(inner.name) or none"
    default: ValueType.namedTypes.first { $0.type == self }?.name ?? "value"
    }
  }

  private static let namedTypes: [(name: String, type: ValueType)] =
    [
      ("bool", .bool), ("int", .int), ("float", .float), ("string", .string), ("bytes", .bytes), ("size", .size),
      ("duration", .duration), ("rate", .rate), ("date", .date), ("time", .time), ("address", .address),
      ("network", .network), ("range", .range), ("address range", .addressRange), ("targets", .targets),
      ("port", .port), ("ports", .ports), ("flags", .flags), ("state", .state), ("technique", .technique),
      ("list", .list(.unknown)), ("map", .map), ("function", .function(.unknown)), ("none", .none),
    ] + RecordKind.allCases.map { ($0.rawValue, .record($0)) }

  private static let byName: [String: ValueType] = Dictionary(
    uniqueKeysWithValues: namedTypes.map { ($0.name, $0.type) })
}
