// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Methods of lists.
enum ListMethods {
  static func call(
    _ method: MethodName, _ items: [Value], _ arguments: [Value], _ context: CallContext
  ) throws(Trap) -> Value {
    try context.frame.charge(items.count, context.node)
    switch method {
    case .where: return .list(try filtered(items, try function(arguments[0], context), context))
    case .map:
      let function = try function(arguments[0], context)
      var results: [Value] = []
      results.reserveCapacity(items.count)
      for item in items { results.append(try context.call(function, item)) }
      return .list(results)
    case .flatMap: return .list(try flattened(items, try function(arguments[0], context), context))
    case .any: return .bool(try first(items, giving: true, try function(arguments[0], context), context))
    case .all: return .bool(try !first(items, giving: false, try function(arguments[0], context), context))
    case .sum: return try sum(items, context)
    case .min: return try extreme(items, context, isLargest: false)
    case .max: return try extreme(items, context, isLargest: true)
    case .sortBy: return .list(try sorted(items, by: try function(arguments[0], context), arguments, context))
    case .groupBy: return try grouped(items, by: try function(arguments[0], context), context)
    case .unique:
      var seen: Set<ValueKey> = []
      return .list(items.filter { seen.insert(ValueKey($0)).inserted })
    case .take: return .list(Array(items.prefix(max(0, try Methods.int(arguments[0], context)))))
    case .join: return try joined(items, arguments.first, context)
    case .reverse: return .list(items.reversed())
    case .contains: return .bool(items.contains { $0.isSame(as: arguments[0]) })
    default: throw Methods.missing(method, .list(items), context)
    }
  }

  private static func function(_ value: Value, _ context: CallContext) throws(Trap) -> ClosureObject {
    guard let closure = value.asClosure else { throw context.wrong(value, "a function") }
    return closure
  }

  private static func truth(_ value: Value, _ context: CallContext) throws(Trap) -> Bool {
    guard case .bool(let truth) = value else { throw context.wrong(value, "bool") }
    return truth
  }

  private static func filtered(
    _ items: [Value], _ test: ClosureObject, _ context: CallContext
  ) throws(Trap) -> [Value] {
    var results: [Value] = []
    for place in items.indices where try truth(try context.call(test, items[place]), context) {
      results.append(items[place])
    }
    return results
  }

  private static func flattened(
    _ items: [Value], _ function: ClosureObject, _ context: CallContext
  ) throws(Trap) -> [Value] {
    var results: [Value] = []
    for item in items {
      let part = try context.call(function, item)
      guard let list = part.asList else { throw context.wrong(part, "a list") }
      try context.frame.checkLength(results.count + list.items.count, SizeLimits.items, "a list", context.node)
      results += list.items
    }
    return results
  }

  /// Whether some item gives the wanted answer.
  private static func first(
    _ items: [Value], giving wanted: Bool, _ test: ClosureObject, _ context: CallContext
  ) throws(Trap) -> Bool {
    for item in items where try truth(try context.call(test, item), context) == wanted { return true }
    return false
  }

  private static func sum(_ items: [Value], _ context: CallContext) throws(Trap) -> Value {
    guard var total = items.first else { return .int(0) }
    for item in items.dropFirst() { total = try context.frame.arithmetic(.add, total, item, context.node) }
    if total.asDouble == nil, total.asText != nil { throw context.bad("strings are joined, not summed: xs.join(\"\")") }
    return total
  }

  /// The least or largest item.
  static func extreme(_ items: [Value], _ context: CallContext, isLargest: Bool) throws(Trap) -> Value {
    guard var best = items.first else {
      throw context.bad("an empty list has no \(isLargest ? "greatest" : "least") element")
    }
    for item in items.dropFirst() {
      guard let before = isLargest ? best.precedes(item) : item.precedes(best) else {
        throw context.frame.trap(
          .noOrder, context.node, "\(best.typeName) and \(item.typeName) have no order")
      }
      if before { best = item }
    }
    return best
  }

  private static func sorted(
    _ items: [Value], by key: ClosureObject, _ arguments: [Value], _ context: CallContext
  ) throws(Trap) -> [Value] {
    var keys: [Value] = []
    keys.reserveCapacity(items.count)
    for item in items { keys.append(try context.call(key, item)) }
    var isDescending = false
    if arguments.count > 1 { isDescending = try truth(arguments[1], context) }
    return try order(keys, isDescending: isDescending, context).map { items[$0] }
  }

  /// The places of keys in rising or falling order; equal ones keep their order.
  static func order(_ keys: [Value], isDescending: Bool, _ context: CallContext) throws(Trap) -> [Int] {
    // n log n comparisons.
    try context.frame.charge(keys.count * (Int.bitWidth - keys.count.leadingZeroBitCount), context.node)
    if let order = integerOrder(keys, isDescending: isDescending) { return order }
    var failure: (Value, Value)?
    let order = keys.indices.sorted { left, right in
      let (a, b) = isDescending ? (keys[right], keys[left]) : (keys[left], keys[right])
      guard let before = a.sortsBefore(b), let after = b.sortsBefore(a) else {
        failure = (a, b)
        return left < right
      }
      if before == after { return left < right }
      return before
    }
    if let (a, b) = failure {
      throw context.frame.trap(.noOrder, context.node, "\(a.typeName) and \(b.typeName) have no order")
    }
    return order
  }

  /// The usual case, keys that are all integers, without looking at types on every comparison.
  private static func integerOrder(_ keys: [Value], isDescending: Bool) -> [Int]? {
    var numbers: [(key: Int, place: Int)] = []
    numbers.reserveCapacity(keys.count)
    for (place, key) in keys.enumerated() {
      guard case .int(let number) = key else { return nil }
      numbers.append((number, place))
    }
    if isDescending {
      numbers.sort { $0.key != $1.key ? $0.key > $1.key : $0.place < $1.place }
    } else {
      numbers.sort { $0.key != $1.key ? $0.key < $1.key : $0.place < $1.place }
    }
    return numbers.map(\.place)
  }

  private static func grouped(
    _ items: [Value], by key: ClosureObject, _ context: CallContext
  ) throws(Trap) -> Value {
    var index = ValueIndex(capacity: 64)
    var keys: [Value] = []
    var groups: [ListObject] = []
    for item in items {
      let key = try context.call(key, item)
      let hash = key.hashCode
      if let place = index.place(of: key, hash: hash, in: keys) {
        groups[place].items.append(item)
      } else {
        keys.append(key)
        index.add(keys.count - 1, hash: hash, keys: keys)
        // Most groups have a few items: room for four saves two reallocations each.
        var group: [Value] = []
        group.reserveCapacity(4)
        group.append(item)
        groups.append(ListObject(group))
      }
    }
    let isSmall = keys.count <= MapObject.indexThreshold
    return .object(MapObject(keys: keys, values: groups.map { .object($0) }, index: isSmall ? nil : index))
  }

  private static func joined(
    _ items: [Value], _ separator: Value?, _ context: CallContext
  ) throws(Trap) -> Value {
    var between = ", "
    if let separator { between = try Methods.text(separator, context) }
    var text = ""
    for (place, item) in items.enumerated() {
      if place > 0 { text += between }
      text += item.displayText(context.frame.stores)
      try context.frame.checkLength(text.utf8.count, SizeLimits.textBytes, "a string", context.node)
    }
    return .text(text)
  }
}
