// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// The values of a living session, as whoever helps with typing sees them; only to be used where it is handed out.
public struct LiveValues {
  let session: Session

  /// The fields of the value in a global slot with their documentation; empty where it has none.
  public func fields(ofSlot slot: Int) -> [FieldRow] {
    guard let type = type(of: session.globals[slot]) else { return [] }
    return FieldTable.rows(of: type)
  }

  /// The type of the value in a global slot as far as it has fields; `nil` for none.
  public func type(ofSlot slot: Int) -> ValueType? { type(of: session.globals[slot]) }

  private func type(of value: Value) -> ValueType? {
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
