// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// What a value that a session keeps is, as far as helps whoever types its name. The value itself belongs to the
/// interpreter's thread; this is told when an entry ends, and good until another assigns the name.
public struct LiveValue: Hashable, Sendable {
  /// Its type as far as it has fields; `nil` for none.
  public let type: ValueType?
  /// Keys of a map that are texts.
  public let keys: [String]

  /// More keys of a map are not told.
  private static let keyLimit = 200

  init(_ value: Value) {
    type = Self.type(of: value)
    keys = value.asMap.map { $0.keys.prefix(Self.keyLimit).compactMap { $0.asText } } ?? []
  }

  /// Its fields with their documentation.
  public var fields: [FieldRow] { type.map { FieldTable.rows(of: $0) } ?? [] }

  private static func type(of value: Value) -> ValueType? {
    switch value {
    case .portResult: .record(.portResult)
    case .port: .port
    case .date: .date
    case .time: .time
    case .object(let object):
      switch object.kind {
      case .results: .record(.results)
      case .host: .record(.host)
      case .record: value.asRecord.map { .record($0.recordKind) }
      case .list: .list(.unknown)
      case .text: .string
      case .map: .map
      default: nil
      }
    default: nil
    }
  }
}
