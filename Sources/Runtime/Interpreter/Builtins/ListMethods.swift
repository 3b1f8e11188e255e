// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Methods of lists.
enum ListMethods {
  static func call(
    _ method: MethodName, _ items: [Value], _ arguments: [Value], _ context: CallContext
  ) throws(Trap) -> Value {
    let (frame, node) = (context.frame, context.node)
    switch method {
    case .where: return .list(try filtered(items, try function(arguments[0], context), context))
    case .map:
      let function = try function(arguments[0], context)
      try frame.allocate(items.count, node)
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
    case .unique: return .list(try unique(items, context))
    case .take:
      let part = items.prefix(max(0, try Methods.int(arguments[0], context)))
      try frame.allocate(part.count, node)
      return .list(Array(part))
    case .join: return try joined(items, arguments.first, context)
    case .reverse:
      try frame.allocate(items.count, node)
      var results: [Value] = []
      results.reserveCapacity(items.count)
      for place in items.indices.reversed() { results.append(items[place]) }
      return .list(results)
    case .contains: return .bool(try frame.place(of: arguments[0], in: items, node) != nil)
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
      try context.frame.allocate(list.items.count, context.node)
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
    for item in items.dropFirst() {
      try context.frame.tick(context.node)
      total = try context.frame.arithmetic(.add, total, item, context.node)
    }
    if total.asDouble == nil, total.asText != nil { throw context.bad("strings are joined, not summed: xs.join(\"\")") }
    return total
  }

  /// The least or largest item.
  static func extreme(_ items: [Value], _ context: CallContext, isLargest: Bool) throws(Trap) -> Value {
    guard var best = items.first else {
      throw context.bad("an empty list has no \(isLargest ? "greatest" : "least") element")
    }
    for item in items.dropFirst() {
      try context.frame.tick(context.node)
      guard let standing = try context.frame.standing(item, best, context.node) else {
        throw context.frame.trap(
          .noOrder, context.node, "\(best.typeName) and \(item.typeName) have no order")
      }
      if standing == (isLargest ? .after : .before) { best = item }
    }
    return best
  }

  private static func sorted(
    _ items: [Value], by key: ClosureObject, _ arguments: [Value], _ context: CallContext
  ) throws(Trap) -> [Value] {
    try context.frame.allocate(2 * items.count, context.node)
    var keys: [Value] = []
    keys.reserveCapacity(items.count)
    for item in items { keys.append(try context.call(key, item)) }
    var isDescending = false
    if arguments.count > 1 { isDescending = try truth(arguments[1], context) }
    return try order(keys, isDescending: isDescending, context).map { items[$0] }
  }

  /// The places of keys in rising or falling order; equal ones keep their order.
  static func order(_ keys: [Value], isDescending: Bool, _ context: CallContext) throws(Trap) -> [Int] {
    try ListOrder.places(keys, isDescending: isDescending, context.frame, context.node)
  }

  private static func unique(_ items: [Value], _ context: CallContext) throws(Trap) -> [Value] {
    var index = ValueIndex(capacity: 64)
    var kept: [Value] = []
    for item in items {
      try context.frame.tick(context.node)
      try context.frame.checkKey(item, context.node)
      let hash = item.hashCode
      guard index.place(of: item, hash: hash, in: kept) == nil else { continue }
      index.add(kept.count, hash: hash)
      kept.append(item)
    }
    return kept
  }

  private static func grouped(
    _ items: [Value], by key: ClosureObject, _ context: CallContext
  ) throws(Trap) -> Value {
    var index = ValueIndex(capacity: 64)
    var keys: [Value] = []
    var groups: [ListObject] = []
    for item in items {
      let key = try context.call(key, item)
      try context.frame.checkKey(key, context.node)
      let hash = key.hashCode
      if let place = index.place(of: key, hash: hash, in: keys) {
        groups[place].items.append(item)
      } else {
        keys.append(key)
        index.add(keys.count - 1, hash: hash)
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
    var writer = ValueWriter(context.frame, context.node)
    for (place, item) in items.enumerated() {
      if place > 0 { try writer.append(between) }
      try writer.display(item)
    }
    return .text(writer.text)
  }
}
