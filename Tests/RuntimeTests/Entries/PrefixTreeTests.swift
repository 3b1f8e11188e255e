// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import ScanRuntime

@Suite("Beginnings of what was found")
struct PrefixTreeTests {
  private func tree(_ texts: [String]) -> PrefixTree<String> {
    var tree = PrefixTree<String>(separators: ".:")
    for text in texts { tree.insert(text) }
    return tree
  }

  private func addresses(_ hosts: some Sequence<Address>) -> PrefixTree<Address> {
    var tree = PrefixTree<Address>(separators: ".:")
    for host in hosts { tree.insert(host) }
    return tree
  }

  private func v4(_ first: UInt32, count: UInt32) -> some Sequence<Address> {
    (0..<count).lazy.map { Address(v4: first + $0) }
  }

  /// What the groups of a beginning must be, by looking at every text.
  private func check(_ texts: Set<String>, _ tree: PrefixTree<String>, _ prefix: String) {
    let wanted = texts.filter { $0.hasPrefix(prefix) }
    let groups = tree.groups(beginningWith: prefix).groups
    #expect(groups.reduce(0) { $0 + $1.count } == wanted.count, "\(prefix)")
    for group in groups {
      let below = wanted.filter { group.element == nil ? $0.hasPrefix(group.text) : $0 == group.element }
      #expect(below.count == group.count, "\(prefix): \(group)")
      #expect(group.text.hasPrefix(prefix) && below.contains(group.sample))
    }
    if wanted.count <= PrefixTree<String>.few { #expect(Set(groups.compactMap(\.element)) == wanted, "\(prefix)") }
  }

  @Test("groups hold each text that begins as was typed, and no other", arguments: [UInt64](1...20))
  func everything(_ seed: UInt64) {
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let signs = Array("1234567890.::")
    var texts: [String] = []
    for _ in 0..<(40 * next(20)) {
      texts.append(String((0..<(1 + next(7))).map { _ in signs[next(3 + Int(seed) % 10)] }))
    }
    let tree = tree(texts + texts.reversed())
    #expect(tree.elements.count == Set(texts).count)
    check(Set(texts), tree, "")
    for text in texts.prefix(60) {
      for length in 0...text.count { check(Set(texts), tree, String(text.prefix(length))) }
      check(Set(texts), tree, text + "1")
    }
  }

  @Test("many hosts stand together by their octets, few each by itself")
  func octets() {
    let tree = addresses(v4(0x0A00_0000, count: 1000))
    func texts(_ prefix: String) -> [String] { tree.groups(beginningWith: prefix).groups.map(\.text) }
    #expect(texts("10") == ["10.0.0.", "10.0.1.", "10.0.2.", "10.0.3."])
    #expect(Set(texts("10.0.3.23")) == Set(["10.0.3.23"] + (230...231).map { "10.0.3.\($0)" }))
    #expect(texts("10.0.2.").count == 256)
    #expect(texts("11").isEmpty && texts("10.0.0.0.").isEmpty && texts("x").isEmpty)
    #expect(addresses([]).groups(beginningWith: "").groups.isEmpty)
    #expect(
      addresses(v4(0x0A00_0000, count: 3)).groups(beginningWith: "").groups.map(\.text) == [
        "10.0.0.0", "10.0.0.1", "10.0.0.2",
      ])
  }

  @Test("IPv6 hosts stand together by their groups of digits")
  func hextets() throws {
    let low = try #require(Address("2001:db8::")?.low)
    let sites = (1...100).flatMap { site in
      (1...10).map { Address(high: 0x2001_0db8_0000_0000 | UInt64(site), low: low + UInt64($0)) }
    }
    let tree = addresses(sites)
    let groups = tree.groups(beginningWith: "2001:db8:").groups
    #expect(groups.count == 100 && groups.allSatisfy { $0.count == 10 })
    #expect(Set(groups.map(\.text)).contains("2001:db8:0:2a::"))
    #expect(tree.groups(beginningWith: "2001:db8:0:2a:").groups.compactMap(\.element).count == 10)
    // In one group of digits many hosts stand together by the first of them.
    let dense = addresses((0..<4096).lazy.map { Address(high: 0x2001_0db8_0000_0000, low: $0) })
    let digits = dense.groups(beginningWith: "2001:db8::").groups
    #expect(digits.count == 16 && digits.reduce(0) { $0 + $1.count } == 4096)
    #expect(digits.first { $0.text == "2001:db8::1" }?.count == 273)
    #expect(dense.groups(beginningWith: "2001:db8::1a").groups.compactMap(\.element).count == 17)
  }

  @Test("what is looked at does not grow with what was found")
  func visits() {
    let trees = [1_000, 8_000, 32_000].map { addresses(v4(0x0A00_0000, count: $0)) }
    for prefix in ["", "1", "10", "10.", "10.0", "10.0.", "10.0.0.", "10.0.3.23"] {
      for tree in trees {
        let found = tree.groups(beginningWith: prefix)
        #expect(found.visited <= 600 && found.groups.count <= PrefixTree<Address>.most, "\(prefix): \(found.visited)")
      }
    }
  }

  @Test("a host costs less than two nodes, whatever the addresses are")
  func cost() {
    var generator = SeededGenerator(seed: 3)
    let tree = addresses((0..<5_000).map { _ in Address(high: 0x2001_0db8 << 32, low: generator.next()) })
    #expect(tree.elements.count == 5_000)
    #expect(tree.nodeCount < 10_000)
  }
}
