// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// Makes the table of a `show` statement: rows of port results, hosts, records or maps; anything else is one column.
struct ShowTable {
  let frame: Frame
  let node: Int32

  func table(
    _ value: Value, columns: [String], sort: String?, isDescending: Bool
  ) throws(Trap) -> TableRecord {
    var items = rows(value)
    let names = columns.isEmpty ? try usualColumns(items) : columns
    if let sort {
      var keys: [Value] = []
      for item in items { keys.append(try cell(sort, of: item)) }
      let order = try ListMethods.order(
        keys, isDescending: isDescending, CallContext(frame: frame, base: 0, node: node))
      items = order.map { items[$0] }
    }
    var rows: [[TableRecord.Cell]] = []
    for item in items {
      var cells: [TableRecord.Cell] = []
      for name in names { cells.append(try self.cell(try cell(name, of: item))) }
      rows.append(cells)
    }
    return TableRecord(columns: names, rows: rows)
  }

  private func rows(_ value: Value) -> [Value] {
    if let list = value.asList { return list.items }
    if let results = value.asResults { return frame.stores.field(.ports, of: results)?.asList?.items ?? [] }
    if let record = value.asRecord, record.recordKind == .comparison {
      return record.fields[.changed]?.asList?.items ?? []
    }
    if let host = value.asHost { return frame.stores.field(.ports, of: host)?.asList?.items ?? [] }
    return [value]
  }

  /// The columns that a person wants to see first.
  private func usualColumns(_ items: [Value]) throws(Trap) -> [String] {
    guard let first = items.first else { return ["value"] }
    if case .portResult = first { return ["host", "port", "state", "service", "reason", "rtt"] }
    if first.asHost != nil { return ["address", "name", "state", "reason", "rtt"] }
    if let record = first.asRecord {
      return FieldTable.rows(of: .record(record.recordKind)).map(\.name.rawValue)
    }
    guard first.asMap != nil else { return ["value"] }
    let names = MapObject()
    for item in items {
      for key in item.asMap?.keys ?? [] {
        try frame.tick(node)
        names.set(.text(try frame.displayText(key, node)), .none)
      }
    }
    return names.count == 0 ? ["value"] : names.keys.compactMap(\.asText)
  }

  /// The value of a column; what an item does not have is none.
  private func cell(_ name: String, of item: Value) throws(Trap) -> Value {
    if let map = item.asMap { return map[.text(name)] ?? .none }
    if let field = FieldName(rawValue: name), let value = try frame.field(field, of: item, node) { return value }
    // A technique of the scan is a column too: what it says about the port.
    if case .portResult(let handle) = item {
      let store = frame.stores.store(handle)
      let row = store.rows[Int(handle.row)]
      for evidence in [row.primary] + store.opinions(on: handle.row)
      where store.techniques[Int(evidence.technique)].name == name {
        return .state(evidence.state)
      }
    }
    return name == "value" ? item : .none
  }

  private func cell(_ value: Value) throws(Trap) -> TableRecord.Cell {
    let text = value.isNone ? "" : TerminalText.sanitized(try frame.displayText(value, node))
    switch value {
    case .int, .float, .duration, .size: return TableRecord.Cell(text: text, isNumber: true)
    case .state(let state): return TableRecord.Cell(text: text, state: state)
    default: return TableRecord.Cell(text: text)
    }
  }
}
