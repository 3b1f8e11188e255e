// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// Properties of values: the other half of the rows in `FieldTable`.
extension Frame {
  /// The value of a property, `nil` where the value has none of that name.
  func field(_ field: FieldName, of value: Value, _ node: Int32) throws(Trap) -> Value? {
    switch value {
    case .portResult(let handle): return stores.field(field, of: handle)
    case .port(let port): return portField(field, port)
    case .date(let date): return dateField(field, date)
    case .time(let time): return timeField(field, time)
    case .object(let object): return try objectField(field, object, node)
    default: return nil
    }
  }

  private func portField(_ field: FieldName, _ port: Port) -> Value? {
    switch field {
    case .number: .int(Int(port.number))
    case .protocol: port.proto.map { .text($0.description) } ?? Value.none
    default: nil
    }
  }

  private func dateField(_ field: FieldName, _ date: CalendarDate) -> Value? {
    switch field {
    case .year: .int(Int(date.year))
    case .month: .int(Int(date.month))
    case .day: .int(Int(date.day))
    default: nil
    }
  }

  private func timeField(_ field: FieldName, _ time: Instant) -> Value? {
    let second = time.microsecondsOfDay / 1_000_000
    switch field {
    case .hour: return .int(Int(second / 3600))
    case .minute: return .int(Int(second / 60 % 60))
    case .second: return .int(Int(second % 60))
    default: return dateField(field, time.date)
    }
  }

  private func objectField(_ field: FieldName, _ object: HeapObject, _ node: Int32) throws(Trap) -> Value? {
    let value = Value.object(object)
    switch object.kind {
    case .text: return field == .length ? .int(value.asTextObject?.length ?? 0) : nil
    case .bytes: return field == .length ? .int(value.asBytes?.count ?? 0) : nil
    case .tally: return field == .count ? .int(unsafeDowncast(object, to: TallyObject.self).count) : nil
    case .list: return try listField(field, value.asList?.items ?? [], node)
    case .network:
      guard let network = value.asNetwork else { return nil }
      if field == .prefix { return .int(network.prefix) }
      return try spanField(field, network.first, network.last, network.count, node)
    case .addressRange:
      guard let range = value.asAddressRange else { return nil }
      return try spanField(field, range.first, range.last, range.count, node)
    case .range: return try value.asRange.flatMap { range throws(Trap) in try rangeField(field, range, node) }
    case .targets: return field == .count ? try count(value.asTargets?.set.count ?? 0, node) : nil
    case .ports: return field == .count ? .int(value.asPorts?.count ?? 0) : nil
    case .results:
      guard let results = value.asResults else { return nil }
      try charge(stores.work(of: field, results), node)
      return stores.field(field, of: results)
    case .host:
      guard let host = value.asHost else { return nil }
      try charge(stores.work(of: field, host), node)
      return stores.field(field, of: host)
    case .record: return value.asRecord?.fields[field]
    default: return nil
    }
  }

  private func listField(_ field: FieldName, _ items: [Value], _ node: Int32) throws(Trap) -> Value? {
    switch field {
    case .count, .length: return .int(items.count)
    case .first, .last:
      guard let item = field == .first ? items.first : items.last else {
        throw trap(.outOfRange, node, "the list is empty, so it has no \(field.rawValue)")
      }
      return item
    default: return nil
    }
  }

  private func spanField(
    _ field: FieldName, _ first: Address, _ last: Address, _ size: UInt128, _ node: Int32
  ) throws(Trap) -> Value? {
    switch field {
    case .first: .address(first)
    case .last: .address(last)
    case .count: try count(size, node)
    default: nil
    }
  }

  private func rangeField(_ field: FieldName, _ range: RangeObject, _ node: Int32) throws(Trap) -> Value? {
    switch field {
    case .first: return .int(range.first)
    case .last: return .int(range.last)
    case .count:
      let span = range.last.subtractingReportingOverflow(range.first)
      guard !span.overflow, span.partialValue < Int.max else { throw overflow(node) }
      return .int(max(0, span.partialValue + 1))
    default: return nil
    }
  }

  private func count(_ number: UInt128, _ node: Int32) throws(Trap) -> Value {
    guard let count = Int(exactly: number) else { throw overflow(node) }
    return .int(count)
  }
}
