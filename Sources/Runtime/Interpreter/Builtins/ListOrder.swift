// SPDX-License-Identifier: GPL-3.0-or-later

/// Sorting that limits and interrupts reach: short runs are sorted at a stroke, then merged step by step.
///
/// Most keys are numbers of one type or texts. Their order is computed once into integers, so that comparisons look
/// neither at types nor at objects that lie scattered in memory.
struct ListOrder {
  private let keys: [Value]
  private let isDescending: Bool
  private let frame: Frame
  private let node: Int32
  /// Elements that are sorted without a look at limits and interrupts: a few milliseconds.
  private static let run = 1 << 14

  /// The places of keys in rising or falling order; equal ones keep their order, `none` comes first in rising order.
  static func places(
    _ keys: [Value], isDescending: Bool, _ frame: Frame, _ node: Int32
  ) throws(Trap) -> [Int] {
    let order = ListOrder(keys: keys, isDescending: isDescending, frame: frame, node: node)
    var none: [Int] = []
    var some: [Int] = []
    some.reserveCapacity(keys.count)
    for place in keys.indices {
      try frame.tick(node)
      if keys[place].isNone { none.append(place) } else { some.append(place) }
    }
    let sorted = try order.sorted(some)
    return isDescending ? sorted + none : none + sorted
  }

  private func sorted(_ places: [Int]) throws(Trap) -> [Int] {
    if let numbers = try numbers(places) { return try sorted(numbers).map(\.place) }
    if let texts = try texts(places) { return try sorted(texts).map(\.place) }
    return try merged(places) { left, right throws(Trap) in
      try frame.tick(node)
      guard let standing = try frame.standing(keys[left], keys[right], node) else {
        throw frame.trap(
          .noOrder, node, "\(keys[left].typeName) and \(keys[right].typeName) have no order")
      }
      return standing == (isDescending ? .before : .after)
    }
  }

  // MARK: Keys as numbers

  private struct NumberKey {
    let number: Int
    let place: Int
  }

  /// The keys as integers in the same order, where all are of one type that has them.
  private func numbers(_ places: [Int]) throws(Trap) -> [NumberKey]? {
    guard let first = places.first, let kind = keys[first].rank?.kind else { return nil }
    var numbers: [NumberKey] = []
    numbers.reserveCapacity(places.count)
    for place in places {
      try frame.tick(node)
      guard let rank = keys[place].rank, rank.kind == kind else { return nil }
      numbers.append(NumberKey(number: isDescending ? ~rank.number : rank.number, place: place))
    }
    return numbers
  }

  private func sorted(_ numbers: [NumberKey]) throws(Trap) -> [NumberKey] {
    try inRuns(numbers) { run in
      run.sort { $0.number != $1.number ? $0.number < $1.number : $0.place < $1.place }
    } isAfter: { left, right throws(Trap) in
      left.number > right.number
    }
  }

  // MARK: Keys as texts

  private struct TextKey {
    /// The first bytes; most texts differ in them.
    let leading: UInt64
    let place: Int
    unowned(unsafe) let text: TextObject
  }

  private func texts(_ places: [Int]) throws(Trap) -> [TextKey]? {
    var texts: [TextKey] = []
    texts.reserveCapacity(places.count)
    for place in places {
      try frame.tick(node)
      guard let text = keys[place].asTextObject else { return nil }
      texts.append(TextKey(leading: text.leadingBytes, place: place, text: text))
    }
    return texts
  }

  private func sorted(_ texts: [TextKey]) throws(Trap) -> [TextKey] {
    // Unlike numbers, two texts may take long to compare.
    try inRuns(texts, of: 1) { _ in
    } isAfter: { left, right throws(Trap) in
      if left.leading != right.leading { return (left.leading > right.leading) != isDescending }
      if left.text === right.text { return false }
      try frame.chargeComparison(left.text, right.text, node)
      return left.text.standing(to: right.text) == (isDescending ? .before : .after)
    }
  }

  // MARK: Merging

  private func merged(
    _ places: [Int], isAfter: (Int, Int) throws(Trap) -> Bool
  ) throws(Trap) -> [Int] {
    try inRuns(places, of: 1, sort: { _ in }, isAfter: isAfter)
  }

  /// Sorts runs, then merges neighbours until one run is left.
  @inline(__always)
  private func inRuns<Element>(
    _ elements: [Element], of length: Int = ListOrder.run, sort: (inout ArraySlice<Element>) -> Void,
    isAfter: (Element, Element) throws(Trap) -> Bool
  ) throws(Trap) -> [Element] {
    guard elements.count > 1 else { return elements }
    var from = elements
    if length > 1 {
      for start in stride(from: 0, to: from.count, by: length) {
        let end = min(start + length, from.count)
        try frame.charge(end - start, node)
        sort(&from[start..<end])
      }
    }
    var to = try copy(of: from)
    var width = length
    while width < from.count {
      for start in stride(from: 0, to: from.count, by: 2 * width) {
        let middle = min(start + width, from.count)
        try merge(from, &to, start, middle, min(start + 2 * width, from.count), isAfter)
      }
      swap(&from, &to)
      width *= 2
    }
    return from
  }

  /// A second array to merge into; taking new memory takes time, too.
  private func copy<Element>(of elements: [Element]) throws(Trap) -> [Element] {
    var copy: [Element] = []
    copy.reserveCapacity(elements.count)
    for start in stride(from: 0, to: elements.count, by: Self.run) {
      try frame.run.pointee.session.look(node)
      copy += elements[start..<min(start + Self.run, elements.count)]
    }
    return copy
  }

  @inline(__always)
  private func merge<Element>(
    _ from: [Element], _ to: inout [Element], _ start: Int, _ middle: Int, _ end: Int,
    _ isAfter: (Element, Element) throws(Trap) -> Bool
  ) throws(Trap) {
    var left = start
    var right = middle
    for place in start..<end {
      try frame.tick(node)
      if right >= end {
        to[place] = from[left]
        left += 1
      } else if left >= middle {
        to[place] = from[right]
        right += 1
      } else if try isAfter(from[left], from[right]) {
        to[place] = from[right]
        right += 1
      } else {
        to[place] = from[left]
        left += 1
      }
    }
  }
}

extension Value {
  /// A number that orders values of one kind as the language does; `nil` for types without one.
  @inline(__always)
  fileprivate var rank: (kind: UInt8, number: Int)? {
    switch self {
    case .int(let number): (0, number)
    case .duration(let microseconds): (1, Int(microseconds))
    case .size(let bytes): (2, Int(bytes))
    case .time(let time): (3, Int(time.microseconds))
    case .address4(let bits): (4, Int(bits))
    case .state(let state): (5, Int(state.rawValue))
    case .bool(let truth): (6, truth ? 1 : 0)
    default: nil
    }
  }
}
