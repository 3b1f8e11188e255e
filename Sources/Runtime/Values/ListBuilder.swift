// SPDX-License-Identifier: GPL-3.0-or-later

/// A list in the making. Its height is known when it is finished: looking at the items of a large list once more costs a
/// cache miss for each.
struct ListBuilder {
  private(set) var items: [Value] = []
  private var height: UInt16 = 1

  /// A list with room for so many items.
  init(capacity: Int = 0) { items.reserveCapacity(capacity) }

  /// How many items there are.
  var count: Int { items.count }

  /// Puts a value at the end.
  @inline(__always)
  mutating func append(_ value: Value) {
    items.append(value)
    if case .object(let object) = value, object.height >= height { height = object.height &+ 1 }
  }

  /// Puts the items of a list at the end.
  mutating func append(_ list: ListObject) {
    items += list.items
    height = max(height, list.height)
  }

  /// The list.
  var list: Value { .object(ListObject(items, height: height)) }
}

extension ListObject {
  /// A list of some of the items of this one, in whatever order.
  ///
  /// It takes over the height where that is small, which may be a little more than it has: only the height of deep
  /// lists must be exact, so that taking lists apart and putting them together does not seem to nest them.
  func selection(_ items: [Value]) -> Value {
    .object(height <= 8 && !items.isEmpty ? ListObject(items, height: height) : ListObject(items))
  }
}

extension Frame {
  /// Makes a list, a tick for each of many items. What was made of it when a limit or an interrupt ends the work is
  /// freed when the run is over: freeing millions of values takes longer than an interrupt may.
  @inline(__always)
  func filling(_ list: inout ListBuilder, _ fill: (inout ListBuilder) throws(Trap) -> Void) throws(Trap) {
    do throws(Trap) { try fill(&list) } catch {
      if !error.kind.isCatchable { run.pointee.session.abandon(list.items) }
      throw error
    }
  }
}
