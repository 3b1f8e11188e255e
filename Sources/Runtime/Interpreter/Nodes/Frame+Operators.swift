// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// What operators mean on values whose types are known only now (language reference, section 6).
extension Frame {
  /// `+ - * / % | &`
  @inline(never)
  func arithmetic(_ operation: BinaryOperator, _ left: Value, _ right: Value, _ node: Int32) throws(Trap) -> Value {
    switch (left, right) {
    case (.int(let a), .int(let b)): return try integers(operation, a, b, node)
    case (.int(let a), .float(let b)): return try floats(operation, Double(a), b, node)
    case (.float(let a), .int(let b)): return try floats(operation, a, Double(b), node)
    case (.float(let a), .float(let b)): return try floats(operation, a, b, node)
    case (.state(let a), .state(let b)) where operation == .union: return .state(a.union(b))
    case (.flags(let a), .flags(let b)):
      if operation == .union { return .flags(a.union(b)) }
      if operation == .intersection { return .flags(a.intersection(b)) }
    case (.size, _), (.duration, _), (.time, _), (.date, _), (_, .duration), (_, .size):
      if let value = try quantities(operation, left, right, node) { return value }
    case (.object, .object):
      if operation == .add, let value = try concatenation(left, right, node) { return value }
    default: break
    }
    if let value = try setOperation(operation, left, right, node) { return value }
    throw trap(.wrongType, node, "\(left.typeName) \(operation.rawValue) \(right.typeName) has no meaning")
  }

  private func integers(_ operation: BinaryOperator, _ a: Int, _ b: Int, _ node: Int32) throws(Trap) -> Value {
    let result: (partialValue: Int, overflow: Bool)
    switch operation {
    case .add: result = a.addingReportingOverflow(b)
    case .subtract: result = a.subtractingReportingOverflow(b)
    case .multiply: result = a.multipliedReportingOverflow(by: b)
    case .divide:
      if b == 0 { throw divisionByZero(node) }
      return .float(Double(a) / Double(b))
    case .modulo: return .int(try modulo(a, b, node))
    default: throw trap(.wrongType, node, "int \(operation.rawValue) int has no meaning")
    }
    if result.overflow { throw overflow(node) }
    return .int(result.partialValue)
  }

  private func floats(_ operation: BinaryOperator, _ a: Double, _ b: Double, _ node: Int32) throws(Trap) -> Value {
    if b == 0, operation == .divide || operation == .modulo { throw divisionByZero(node) }
    switch operation {
    case .add: return try finite(a + b, node)
    case .subtract: return try finite(a - b, node)
    case .multiply: return try finite(a * b, node)
    case .divide: return try finite(a / b, node)
    case .modulo:
      let remainder = a.truncatingRemainder(dividingBy: b)
      return .float(remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder)
    default: throw trap(.wrongType, node, "float \(operation.rawValue) float has no meaning")
    }
  }

  /// Every float is a number: one that grows beyond all of them is an overflow, as with integers.
  private func finite(_ value: Double, _ node: Int32) throws(Trap) -> Value {
    guard value.isFinite else { throw trap(.overflow, node, "the result is larger than any float") }
    return .float(value)
  }

  /// Durations, sizes, times and dates.
  private func quantities(
    _ operation: BinaryOperator, _ left: Value, _ right: Value, _ node: Int32
  ) throws(Trap) -> Value? {
    switch (operation, left, right) {
    case (.add, .duration(let a), .duration(let b)): return .duration(try added(a, b, node))
    case (.subtract, .duration(let a), .duration(let b)): return .duration(try subtracted(a, b, node))
    case (.divide, .duration(let a), .duration(let b)), (.divide, .size(let a), .size(let b)):
      if b == 0 { throw divisionByZero(node) }
      return .float(Double(a) / Double(b))
    case (.add, .size(let a), .size(let b)): return .size(try added(a, b, node))
    case (.subtract, .size(let a), .size(let b)): return .size(try subtracted(a, b, node))
    case (_, .duration(let a), _):
      if let scaled = try scaled(operation, a, right, node) { return .duration(scaled) }
      if operation == .add { return try moment(right, plus: a, node) }
    case (.multiply, _, .duration(let b)):
      if let scaled = try scaled(.multiply, b, left, node) { return .duration(scaled) }
    case (.multiply, _, .size(let b)):
      if let scaled = try scaled(.multiply, b, left, node) { return .size(scaled) }
    case (_, .size(let a), _):
      if let scaled = try scaled(operation, a, right, node) { return .size(scaled) }
    case (.add, _, .duration(let b)): return try moment(left, plus: b, node)
    case (.subtract, _, .duration(let b)): return try moment(left, plus: try subtracted(0, b, node), node)
    case (.subtract, _, _):
      if let a = asMicroseconds(left), let b = asMicroseconds(right) { return .duration(try subtracted(a, b, node)) }
    default: break
    }
    return nil
  }

  /// A time, or a date taken as its first moment, moved by a duration; a date moved by whole days stays a date.
  private func moment(_ value: Value, plus microseconds: Int64, _ node: Int32) throws(Trap) -> Value? {
    let day: Int64 = 86_400_000_000
    guard let start = asMicroseconds(value) else { return nil }
    let moved = try added(start, microseconds, node)
    guard let time = Instant(microseconds: moved) else {
      throw trap(.overflow, node, "the time lies outside the years 0 to 9999")
    }
    if case .date = value, microseconds % day == 0 { return .date(time.date) }
    return .time(time)
  }

  private func asMicroseconds(_ value: Value) -> Int64? {
    switch value {
    case .time(let time): time.microseconds
    case .date(let date): Instant(date).microseconds
    default: nil
    }
  }

  private func scaled(
    _ operation: BinaryOperator, _ amount: Int64, _ factor: Value, _ node: Int32
  ) throws(Trap) -> Int64? {
    switch (operation, factor) {
    case (.multiply, .int(let number)):
      let product = amount.multipliedReportingOverflow(by: Int64(number))
      if product.overflow { throw overflow(node) }
      return product.partialValue
    case (.multiply, .float(let number)): return try whole(Double(amount) * number, node)
    case (.divide, .int(let number)):
      if number == 0 { throw divisionByZero(node) }
      return try whole(Double(amount) / Double(number), node)
    case (.divide, .float(let number)):
      if number == 0 { throw divisionByZero(node) }
      return try whole(Double(amount) / number, node)
    default: return nil
    }
  }

  private func whole(_ value: Double, _ node: Int32) throws(Trap) -> Int64 {
    guard let number = Int64(exactly: value.rounded()) else { throw overflow(node) }
    return number
  }

  private func added(_ a: Int64, _ b: Int64, _ node: Int32) throws(Trap) -> Int64 {
    let sum = a.addingReportingOverflow(b)
    if sum.overflow { throw overflow(node) }
    return sum.partialValue
  }

  private func subtracted(_ a: Int64, _ b: Int64, _ node: Int32) throws(Trap) -> Int64 {
    let difference = a.subtractingReportingOverflow(b)
    if difference.overflow { throw overflow(node) }
    return difference.partialValue
  }

  /// `+` on strings, bytes and lists.
  private func concatenation(_ left: Value, _ right: Value, _ node: Int32) throws(Trap) -> Value? {
    if let a = left.asText, let b = right.asText {
      try checkLength(a.utf8.count + b.utf8.count, SizeLimits.textBytes, "a string", node)
      try allocate(bytes: a.utf8.count + b.utf8.count, node)
      return .text(a + b)
    }
    if let a = left.asList, let b = right.asList {
      try checkLength(a.items.count + b.items.count, SizeLimits.items, "a list", node)
      try allocate(a.items.count + b.items.count, node)
      return .list(a.items + b.items)
    }
    if let a = left.asBytes, let b = right.asBytes {
      try checkLength(a.count + b.count, SizeLimits.textBytes, "a bytes value", node)
      try allocate(bytes: a.count + b.count, node)
      return .object(BytesObject(a + b))
    }
    return nil
  }

  /// Traps when something would grow beyond its limit.
  func checkLength(_ length: Int, _ limit: Int, _ what: String, _ node: Int32) throws(Trap) {
    guard length > limit else { return }
    if limit == SizeLimits.textBytes { throw trap(.textLimit, node, "\(what) may hold at most 16MiB") }
    throw trap(.collectionLimit, node, "\(what) may hold at most \(limit) items")
  }

  /// `| & -` on port and target sets.
  private func setOperation(
    _ operation: BinaryOperator, _ left: Value, _ right: Value, _ node: Int32
  ) throws(Trap) -> Value? {
    guard operation == .union || operation == .intersection || operation == .subtract else { return nil }
    if left.isPortLike || right.isPortLike || (left.asRange != nil && right.asRange != nil),
      let a = try ports(left, node), let b = try ports(right, node)
    {
      switch operation {
      case .union: return .ports(a.union(b))
      case .intersection: return .ports(a.intersection(b))
      default: return .ports(a.subtracting(b))
      }
    }
    guard let a = try targets(left, node), let b = try targets(right, node) else { return nil }
    let parts = a.set.ranges.count + b.set.ranges.count
    try checkLength(parts, 2 * SizeLimits.setParts, "two sets that are put together", node)
    try charge(parts, node)
    switch operation {
    case .union: return .object(TargetsObject.union([a, b]))
    case .subtract:
      if let difference = a.excluding(b) { return .object(difference) }
    default:
      if a.isPlain, b.isPlain { return .targets(a.set.intersection(b.set)) }
    }
    throw trap(.badArgument, node, "host names that are not resolved yet stand in the way of \(operation.rawValue)")
  }

  /// `== != < <= > >=`
  @inline(never)
  func compare(_ comparison: Comparison, _ left: Value, _ right: Value, _ node: Int32) throws(Trap) -> Bool {
    switch comparison {
    case .equal: return try same(left, right, node)
    case .notEqual: return try !same(left, right, node)
    case .less: return try before(left, right, node)
    case .greater: return try before(right, left, node)
    case .lessOrEqual: return try !before(right, left, node)
    case .greaterOrEqual: return try !before(left, right, node)
    }
  }

  private func before(_ left: Value, _ right: Value, _ node: Int32) throws(Trap) -> Bool {
    if let standing = try standing(left, right, node) { return standing == .before }
    throw trap(.noOrder, node, "\(left.typeName) and \(right.typeName) have no order")
  }

  /// `in`
  @inline(never)
  func isMember(_ element: Value, of collection: Value, _ node: Int32) throws(Trap) -> Bool {
    if let list = collection.asList { return try place(of: element, in: list.items, node) != nil }
    if let map = collection.asMap {
      try checkKey(element, node)
      return map.position(of: element) != nil
    }
    if let text = collection.asText, let part = element.asText {
      try charge((text.utf8.count + part.utf8.count) >> 4, node)
      return text.containsText(part)
    }
    if let range = collection.asRange, case .int(let number) = element {
      return number >= range.first && number <= range.last
    }
    if let range = collection.asRange, range.ports == nil, let inner = element.asRange {
      return inner.first >= range.first && inner.last <= range.last
    }
    if let set = collection.asRange?.ports, let inner = try ports(element, node) { return inner.isSubset(of: set) }
    if let network = collection.asNetwork, let inner = element.asNetwork {
      let whole = TargetSet(network.range.unmapped)
      return TargetSet(inner.range.unmapped).isSubset(of: whole)
    }
    if let set = Conversion.portsForMembership(collection) {
      if case .int(let number) = element, let number = UInt16(exactly: number) {
        return set.matches(number: number, proto: .tcp) || set.matches(number: number, proto: .udp)
      }
      if case .port(let port) = element { return set.contains(port) }
      if let inner = try ports(element, node) { return inner.isSubset(of: set) }
    } else if let set = try targets(collection, node), set.isPlain {
      if let address = element.asAddress { return set.set.holds(address) }
      if let inner = try targets(element, node), inner.isPlain {
        return inner.set.unmapped.isSubset(of: set.set.unmapped)
      }
    }
    throw trap(.wrongType, node, "\(element.typeName) in \(collection.typeName) has no meaning")
  }
}

/// Limits on the size of values (language reference, section 8).
enum SizeLimits {
  /// Bytes of a string or bytes value.
  static let textBytes = 16 << 20
  /// Items of a list or map.
  static let items = 10_000_000
  /// Lists and maps within each other.
  static let nesting = 1000
  /// Values in a list or map that is a key.
  static let keyValues = 1_000_000
  /// Values that a set is made of, and ranges of a set that is worked with.
  static let setParts = 1_000_000
  /// Nested calls.
  static let callDepth = 200
}

extension Value {
  /// A number as a float.
  var asDouble: Double? {
    switch self {
    case .int(let number): Double(number)
    case .float(let number): number
    default: nil
    }
  }

  /// Whether it is a port or a port set, not merely something that can be read as one.
  var isPortLike: Bool {
    if case .port = self { return true }
    return asPorts != nil
  }
}
