// SPDX-License-Identifier: GPL-3.0-or-later

/// Things in a tree of the characters that they are written with: what begins alike stands below one node, which knows
/// how many it holds. So it takes no longer to say what goes on with a few letters when there are many things.
///
/// A node stands where texts part, never for each character: of n things there are less than 2n nodes of 20 bytes.
struct PrefixTree<Element: CustomStringConvertible & Hashable & Sendable>: Sendable {
  /// A beginning that elements share, or one element.
  struct Group: Sendable {
    let text: String
    /// How many elements begin so.
    let count: Int
    /// The element that is written so; `nil` for a beginning.
    let element: Element?
    /// One of the elements, whichever.
    let sample: Element
  }

  /// What goes on with a beginning, and at how many nodes was looked for it.
  struct Findings: Sendable {
    var groups: [Group] = []
    var visited = 0
  }

  private struct Node {
    /// The character at which it parts from its siblings.
    var character: UInt8
    /// How many characters all below have in common; of an element its whole length.
    var length: UInt8
    var count: UInt32 = 1
    var child = Self.nowhere
    var sibling = Self.nowhere
    /// An element below, whichever.
    var element: UInt32

    static var nowhere: UInt32 { .max }
    var isLeaf: Bool { child == Self.nowhere }
  }

  private var nodes: [Node] = []
  private(set) var elements: [Element] = []
  private var root = Node.nowhere

  /// Characters behind which a beginning may end: `10.0.`, `2001:db8::`.
  private let separators: [UInt8]
  /// Not more than so many stand each by itself, whatever they are.
  static var few: Int { 60 }
  /// No more groups than these.
  static var most: Int { 256 }

  /// An empty tree.
  init(separators: String) { self.separators = Array(separators.utf8) }

  /// What it costs: less than two nodes for each element.
  var nodeCount: Int { nodes.count }

  /// The bytes of an element; the zero behind them parts a text from those that go on.
  private func text(_ element: UInt32) -> [UInt8] { Self.text(elements[Int(element)]) }

  private static func text(_ element: Element) -> [UInt8] {
    var text = Array(element.description.utf8.prefix(250))
    text.append(0)
    return text
  }

  // MARK: Taking

  /// Takes an element; nothing changes when there is one that is written like it.
  mutating func insert(_ element: Element) {
    let new = Self.text(element)
    guard root != Node.nowhere else {
      root = leaf(element, new, at: 0)
      return
    }
    let like = text(nodes[Int(nearest(to: new))].element)
    let shared = zip(new, like).prefix { $0 == $1 }.count
    guard shared < new.count else { return }
    insert(element, new, shared, like[shared])
  }

  /// A node below which something begins as long like a text as anything does.
  private func nearest(to text: [UInt8]) -> UInt32 {
    var place = root
    while !nodes[Int(place)].isLeaf {
      let length = Int(nodes[Int(place)].length)
      guard length < text.count, let child = child(of: place, text[length]) else { break }
      place = child
    }
    return place
  }

  private func child(of place: UInt32, _ character: UInt8) -> UInt32? {
    var child = nodes[Int(place)].child
    while child != Node.nowhere {
      if nodes[Int(child)].character == character { return child }
      child = nodes[Int(child)].sibling
    }
    return nil
  }

  /// Puts a leaf where its text parts from what is there, behind `shared` characters.
  private mutating func insert(_ element: Element, _ text: [UInt8], _ shared: Int, _ other: UInt8) {
    var (place, parent) = (root, Node.nowhere)
    while !nodes[Int(place)].isLeaf, Int(nodes[Int(place)].length) < shared,
      let next = child(of: place, text[Int(nodes[Int(place)].length)])
    {
      nodes[Int(place)].count += 1
      (place, parent) = (next, place)
    }
    if nodes[Int(place)].isLeaf || Int(nodes[Int(place)].length) > shared {
      place = part(place, below: parent, at: shared, other)
    }
    nodes[Int(place)].count += 1
    let new = leaf(element, text, at: shared)
    put(new, among: place)
  }

  private mutating func leaf(_ element: Element, _ text: [UInt8], at place: Int) -> UInt32 {
    elements.append(element)
    nodes.append(
      Node(
        character: text[place], length: UInt8(truncatingIfNeeded: text.count),
        element: UInt32(truncatingIfNeeded: elements.count - 1)))
    return UInt32(truncatingIfNeeded: nodes.count - 1)
  }

  /// Puts a node above another, for texts that part behind `length` characters.
  private mutating func part(_ place: UInt32, below parent: UInt32, at length: Int, _ character: UInt8) -> UInt32 {
    let new = UInt32(truncatingIfNeeded: nodes.count)
    var node = nodes[Int(place)]
    node.length = UInt8(truncatingIfNeeded: length)
    node.child = place
    nodes.append(node)
    (nodes[Int(place)].character, nodes[Int(place)].sibling) = (character, Node.nowhere)
    guard parent != Node.nowhere else {
      root = new
      return new
    }
    if nodes[Int(parent)].child == place {
      nodes[Int(parent)].child = new
    } else {
      var left = nodes[Int(parent)].child
      while nodes[Int(left)].sibling != place { left = nodes[Int(left)].sibling }
      nodes[Int(left)].sibling = new
    }
    return new
  }

  /// Puts a child in its place by its character.
  private mutating func put(_ new: UInt32, among parent: UInt32) {
    let character = nodes[Int(new)].character
    let first = nodes[Int(parent)].child
    guard nodes[Int(first)].character < character else {
      nodes[Int(new)].sibling = first
      nodes[Int(parent)].child = new
      return
    }
    var left = first
    while nodes[Int(left)].sibling != Node.nowhere,
      nodes[Int(nodes[Int(left)].sibling)].character < character
    {
      left = nodes[Int(left)].sibling
    }
    nodes[Int(new)].sibling = nodes[Int(left)].sibling
    nodes[Int(left)].sibling = new
  }

  // MARK: Asking

  /// What begins with a text: each element by itself while they are few, else beginnings up to the next separator, else
  /// to the next character.
  func groups(beginningWith prefix: String) -> Findings {
    var findings = Findings()
    guard let top = node(beginningWith: Array(prefix.utf8), &findings.visited) else { return findings }
    let start = Int(nodes[Int(top)].length)
    var level = [top]
    // The finest level that shows at once; used where the next separator is too far.
    var coarse = level
    while true {
      let isSplit = Int(nodes[Int(top)].count) <= Self.few
      let next = level.flatMap { place in
        isSplit && !nodes[Int(place)].isLeaf || end(of: place, from: start) == nil
          ? children(of: place, &findings.visited) : [place]
      }
      if next == level { break }
      guard next.count <= Self.most else {
        level = coarse
        break
      }
      level = next
      if level.count <= Self.few { coarse = level }
    }
    findings.groups = level.map { group($0, from: start) }
    return findings
  }

  private func node(beginningWith prefix: [UInt8], _ visited: inout Int) -> UInt32? {
    guard root != Node.nowhere else { return nil }
    var place = root
    visited += 1
    while !nodes[Int(place)].isLeaf, Int(nodes[Int(place)].length) < prefix.count {
      guard let child = child(of: place, prefix[Int(nodes[Int(place)].length)]) else { return nil }
      place = child
      visited += 1
    }
    return text(nodes[Int(place)].element).starts(with: prefix) ? place : nil
  }

  private func children(of place: UInt32, _ visited: inout Int) -> [UInt32] {
    var children: [UInt32] = []
    var child = nodes[Int(place)].child
    while child != Node.nowhere {
      children.append(child)
      child = nodes[Int(child)].sibling
    }
    visited += children.count
    return children
  }

  /// Where the beginning that a node stands for ends: behind the first separators, or with its element.
  private func end(of place: UInt32, from start: Int) -> Int? {
    let node = nodes[Int(place)]
    if node.isLeaf { return Int(node.length) - 1 }
    let common = text(node.element).prefix(Int(node.length))
    guard start < common.count, let first = common[start...].firstIndex(where: separators.contains) else { return nil }
    return common[first...].firstIndex { !separators.contains($0) } ?? common.count
  }

  private func group(_ place: UInt32, from start: Int) -> Group {
    let node = nodes[Int(place)]
    let end = end(of: place, from: start) ?? Int(node.length)
    let sample = elements[Int(node.element)]
    return Group(
      text: String(decoding: text(node.element).prefix(end), as: UTF8.self), count: Int(node.count),
      element: node.isLeaf ? sample : nil, sample: sample)
  }
}
