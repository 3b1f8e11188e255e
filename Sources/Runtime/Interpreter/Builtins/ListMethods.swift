// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Methods of lists.
enum ListMethods {
  static func call(
    _ method: MethodName, _ list: ListObject, _ arguments: [Value], _ context: CallContext
  ) throws(Trap) -> Value {
    let (frame, node) = (context.frame, context.node)
    switch method {
    case .where: return try filtered(list, try function(arguments[0], context), context)
    case .map: return try mapped(list.items, try function(arguments[0], context), context)
    case .flatMap: return try flattened(list.items, try function(arguments[0], context), context)
    case .any: return .bool(try first(list.items, giving: true, try function(arguments[0], context), context))
    case .all: return .bool(try !first(list.items, giving: false, try function(arguments[0], context), context))
    case .sum: return try sum(list.items, context)
    case .min: return try extreme(list.items, context, isLargest: false)
    case .max: return try extreme(list.items, context, isLargest: true)
    case .sortBy: return try sorted(list, by: try function(arguments[0], context), arguments, context)
    case .groupBy: return try grouped(list, by: try function(arguments[0], context), context)
    case .unique: return list.selection(try unique(list.items, context))
    case .take:
      let part = list.items.prefix(max(0, try Methods.int(arguments[0], context)))
      return try selected(list, part.indices, context)
    case .join: return try joined(list.items, arguments.first, context)
    case .reverse: return try selected(list, list.items.indices.reversed(), context)
    case .contains: return .bool(try frame.place(of: arguments[0], in: list.items, node) != nil)
    default: throw Methods.missing(method, .object(list), context)
    }
  }

  /// The items at some places, in their order.
  private static func selected(
    _ list: ListObject, _ places: some Collection<Int>, _ context: CallContext
  ) throws(Trap) -> Value {
    try context.frame.checkRoom(places.count, context.node)
    var results = ListBuilder(capacity: places.count)
    try context.frame.filling(&results) { results throws(Trap) in
      for place in places {
        try context.frame.tick(context.node)
        results.append(list.items[place])
      }
    }
    return list.selection(results.items)
  }

  private static func mapped(
    _ items: [Value], _ function: ClosureObject, _ context: CallContext
  ) throws(Trap) -> Value {
    try context.frame.allocate(items.count, context.node)
    var results = ListBuilder(capacity: items.count)
    try context.frame.filling(&results) { results throws(Trap) in
      for item in items { results.append(try context.call(function, item)) }
    }
    return results.list
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
    _ list: ListObject, _ test: ClosureObject, _ context: CallContext
  ) throws(Trap) -> Value {
    var results = ListBuilder()
    try context.frame.filling(&results) { results throws(Trap) in
      for item in list.items where try truth(try context.call(test, item), context) { results.append(item) }
    }
    return results.list
  }

  private static func flattened(
    _ items: [Value], _ function: ClosureObject, _ context: CallContext
  ) throws(Trap) -> Value {
    var results = ListBuilder()
    try context.frame.filling(&results) { results throws(Trap) in
      for item in items {
        let part = try context.call(function, item)
        guard let list = part.asList else { throw context.wrong(part, "a list") }
        try context.frame.checkLength(results.count + list.items.count, SizeLimits.items, "a list", context.node)
        try context.frame.allocate(list.items.count, context.node)
        results.append(list)
      }
    }
    return results.list
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
    _ list: ListObject, by key: ClosureObject, _ arguments: [Value], _ context: CallContext
  ) throws(Trap) -> Value {
    let frame = context.frame
    try frame.allocate(list.items.count, context.node)
    var keys = ListBuilder(capacity: list.items.count)
    var isDescending = false
    if arguments.count > 1 { isDescending = try truth(arguments[1], context) }
    var result = Value.none
    try frame.filling(&keys) { keys throws(Trap) in
      for item in list.items { keys.append(try context.call(key, item)) }
      result = try ordered(list, by: keys.items, isDescending: isDescending, context)
    }
    return result
  }

  /// The items in the order of their keys; those with equal keys keep theirs.
  static func ordered(
    _ list: ListObject, by keys: [Value], isDescending: Bool, _ context: CallContext
  ) throws(Trap) -> Value {
    try selected(list, try order(keys, isDescending: isDescending, context), context)
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
    _ list: ListObject, by key: ClosureObject, _ context: CallContext
  ) throws(Trap) -> Value {
    var index = ValueIndex(capacity: 64)
    var keys = ListBuilder()
    var groups = ListBuilder()
    try context.frame.filling(&groups) { groups throws(Trap) in
      try context.frame.filling(&keys) { keys throws(Trap) in
        for item in list.items {
          let key = try context.call(key, item)
          try context.frame.checkKey(key, context.node)
          let hash = key.hashCode
          if let place = index.place(of: key, hash: hash, in: keys.items) {
            groups.items[place].asList?.items.append(item)
          } else {
            index.add(keys.count, hash: hash)
            keys.append(key)
            // Most groups have a few items: room for four saves two reallocations each.
            var group: [Value] = []
            group.reserveCapacity(4)
            group.append(item)
            groups.append(.object(ListObject(group, height: list.height)))
          }
        }
      }
    }
    let isSmall = keys.count <= MapObject.indexThreshold
    return .object(MapObject(keys: keys.items, values: groups.items, index: isSmall ? nil : index))
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
