// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import ScanRuntime

@Suite("Values")
struct ValueTests {
  let stores = ResultStores()

  @Test("a value is sixteen bytes with one reference at most")
  func layout() {
    #expect(MemoryLayout<Value>.size <= 16)
    #expect(MemoryLayout<Value>.stride == 16)
    #expect(MemoryLayout<PortHandle>.size == 8)
  }

  @Test("every value that has a literal prints as that literal")
  func literals() {
    let map = MapObject(keys: [.text("a"), .text("b c"), .int(3)], values: [.int(1), .int(2), .none])
    let cases: [(Value, String)] = [
      (.int(-5), "-5"), (.float(5), "5.0"), (.float(0.1), "0.1"), (.bool(true), "true"), (.none, "none"),
      (.duration(5_400_000_000), "1h30m"), (.size(65536), "64KiB"), (.port(Port(443, .tcp)), "443/tcp"),
      (.state([.open, .filtered]), "open|filtered"), (.flags([.syn, .ack]), "SYN|ACK"),
      (.address4(0xC000_0201), "192.0.2.1"), (.text("a\n\"\u{1b}"), #""a\n\"\x1b""#),
      (.list([.int(1), .text("x")]), #"[1, "x"]"#), (.object(BytesObject([0, 0x41, 0xFF])), #"b"\x00A\xff""#),
      (.object(map), #"{a: 1, "b c": 2, 3: none}"#),
    ]
    for (value, text) in cases { #expect(value.literal(stores) == text) }
  }

  @Test("texts are equal byte by byte, not by looks")
  func texts() {
    #expect(!Value.text("\u{e9}").isSame(as: .text("e\u{301}")))
    #expect(Value.text("\u{e9}").hashCode == Value.text("\u{e9}").hashCode)
  }

  @Test("numbers are equal across int and float, and hash alike")
  func numbers() {
    #expect(Value.int(3).isSame(as: .float(3)))
    #expect(Value.int(3).hashCode == Value.float(3).hashCode)
    #expect(!Value.int(9_007_199_254_740_993).isSame(as: .float(9_007_199_254_740_992)))
    #expect(!Value.int(3).isSame(as: .text("3")))
    #expect(!Value.float(.nan).isSame(as: .float(.nan)))
  }

  @Test("maps are equal in whatever order their entries came")
  func maps() {
    let left = MapObject(keys: [.text("a"), .text("b")], values: [.int(1), .int(2)])
    let right = MapObject(keys: [.text("b"), .text("a")], values: [.int(2), .int(1)])
    #expect(Value.object(left).isSame(as: .object(right)))
    #expect(!Value.object(left).isSame(as: .object(MapObject(keys: [.text("a")], values: [.int(1)]))))
    #expect(Value.object(left).hashCode == Value.object(right).hashCode)
    let other = MapObject(keys: [.text("a"), .text("b")], values: [.int(2), .int(1)])
    #expect(Value.object(left).hashCode != Value.object(other).hashCode)
  }

  @Test("a map keeps the order of insertion, small and large", arguments: [3, 8, 9, 1000])
  func mapOrder(_ count: Int) {
    let map = MapObject()
    for number in 0..<count { map.set(.int(number * 7919 % 1009), .int(number)) }
    for number in 0..<count { #expect(map[.int(number * 7919 % 1009)]?.isSame(as: .int(number)) == true) }
    map.set(.int(0), .text("changed"))
    #expect(map.count == count)
    #expect(map.keys.first?.isSame(as: .int(0)) == true)
    #expect(map[.text("none")] == nil)
  }

  @Test("text has the order of its bytes, IPv4 stands before IPv6")
  func order() {
    #expect(Value.text("Z").standing(to: .text("a")) == .before)
    #expect(Value.text("ab").standing(to: .text("a")) == .after)
    #expect(Value.text("\u{e9}").standing(to: .text("\u{e9}")) == .same)
    #expect(Value.address4(0xFFFF_FFFF).standing(to: .address(Address("::1")!)) == .before)
    #expect(Value.int(1).standing(to: .text("a")) == nil)
  }

  @Test(
    "an integer and a float stand as the numbers they are",
    arguments: [
      (9_007_199_254_740_993, 0x1p53, Standing.after), (9_007_199_254_740_992, 0x1p53, .same),
      (9_007_199_254_740_991, 0x1p53, .before), (Int.max, 0x1p63, .before), (Int.min, -0x1p63, .same),
      (Int.min, -0x1.8p63, .after), (3, 3.5, .before), (4, 3.5, .after), (-3, -3.5, .after), (-4, -3.5, .before),
      (0, -0.0, .same), (0, 0x1p-1074, .before), (0, -0x1p-1074, .after),
    ])
  func exactOrder(_ integer: Int, _ float: Double, _ standing: Standing) {
    #expect(Value.int(integer).standing(to: .float(float)) == standing)
    #expect(Value.float(float).standing(to: .int(integer)) == standing.reversed)
    #expect(Value.int(integer).isSame(as: .float(float)) == (standing == .same))
  }

  @Test("a message shows the beginning of what is too long for it")
  func longLiterals() {
    let long = Value.text(String(repeating: "\u{fc}", count: 5000))
    let text = long.literal(stores)
    #expect(text.hasPrefix("\"\u{fc}\u{fc}") && text.hasSuffix("\u{fc}…"))
    #expect((990...1010).contains(text.utf8.count))
    #expect(Value.list([.int(1), long]).literal(stores).hasPrefix("[1, \"\u{fc}"))
    let huge = Value.text(String(repeating: "x\n", count: 1 << 20)).literal(stores)
    #expect(huge.hasPrefix("\"x\\nx\\n") && huge.utf8.count < 1010)
    #expect(Value.object(BytesObject(Array(repeating: 0, count: 1 << 20))).literal(stores).utf8.count < 1010)
  }

  @Test("what a list of some items nests is no more than what the list did")
  func heights() {
    let inner = Value.list([.int(1)])
    let list = ListObject([inner, .int(2)])
    #expect(list.height == 2)
    #expect(list.selection([inner]).asList?.height == 2)
    #expect(list.selection([]).asList?.height == 1)
    var builder = ListBuilder()
    builder.append(.int(3))
    #expect(builder.list.asList?.height == 1)
    builder.append(list)
    #expect(builder.list.asList?.height == 2 && builder.count == 3)
    builder.append(.object(list))
    #expect(builder.list.asList?.height == 3)
    var deep = inner
    for _ in 0..<20 { deep = .list([deep]) }
    #expect(deep.asList?.height == 21)
    #expect(deep.asList?.selection([.int(1)]).asList?.height == 1)
  }

  @Test("a text knows its length again after text was put behind it")
  func appending() {
    let text = TextObject("h\u{f6}rt")
    let hash = text.hashCode
    #expect(text.length == 4 && !text.isASCII)
    text.append(" \u{1F600}")
    #expect(text.length == 6 && text.string == "h\u{f6}rt \u{1F600}")
    #expect(text.hashCode != hash && text.hashCode == TextObject(text.string).hashCode)
  }

  @Test(
    "a text is found where it is and nowhere else",
    arguments: [
      ("aabaaabaaab", "aaab"), ("abababac", "ababac"), ("aaaa", "aa"), ("abc", "abcd"), ("xabcabcabd", "abcabd"),
      ("\u{e9}\u{e8}", "\u{e8}"), ("mississippi", "issip"), ("b", "a"),
    ])
  func searching(_ text: String, _ part: String) {
    let bytes = Array(text.utf8)
    let wanted = Array(part.utf8)
    let places = (0..<bytes.count).filter { bytes[$0...].starts(with: wanted) }
    let search = TextSearch(part)
    for start in 0...bytes.count {
      let found = bytes.withUnsafeBufferPointer { search.next(in: $0, from: start) }
      #expect(found == places.first { $0 >= start })
    }
    #expect(text.containsText(part) == !places.isEmpty)
  }

  @Test("JSON is read back as it was written")
  func json() throws {
    let text = #"{"a":[1,-2.5,true,null,"\u00e9\n\ud83d\ude00"],"b":{"c":{}}}"#
    let value = try JSONReader.value(text)
    #expect(try JSONReader.value(value.json(stores)).isSame(as: value))
    #expect(value.asMap?[.text("a")]?.asList?.items[4].asText == "é\n😀")
  }

  @Test(
    "what is no JSON is refused",
    arguments: [
      "", "{", "[1,]", "{\"a\"}", "01", "+1", "1.", "nul", "\"\u{1}\"", "\"\\x\"", "[1] 2", "{a:1}", "-", "1e999",
      String(repeating: "[", count: 100_000),
    ])
  func brokenJSON(_ text: String) {
    #expect(throws: JSONReader.Failure.self) { try JSONReader.value(text) }
  }

  @Test("regular expressions give groups, and a limit instead of an endless match")
  func expressions() throws {
    let expressions = RegularExpressions()
    let watch = RegularExpressions.Watch { _ throws(Trap) in }
    #expect(try expressions.match("(a)(b)?", in: "xac", watch) == ["a", "a", ""])
    #expect(try expressions.match("z", in: "xac", watch) == nil)
    #expect(try expressions.matches("c$", in: "xac", watch))
    #expect(throws: RegularExpressions.Failure.self) { try expressions.match("(", in: "", watch) }
    #expect(throws: RegularExpressions.Failure.self) {
      try expressions.match(String(repeating: "a", count: 70_000), in: "", watch)
    }
    let text = String(repeating: "a", count: 40) + "!"
    let fresh = RegularExpressions.Watch { _ throws(Trap) in }
    #expect(throws: RegularExpressions.Failure.self) {
      try expressions.match("^(a|a)*(a|a)*(a|a)*$", in: text, fresh)
    }
  }

  @Test("a search that begins at every place of a long text is looked at, and ends")
  func longSearch() {
    let expressions = RegularExpressions()
    var looks = 0
    let watch = RegularExpressions.Watch { _ throws(Trap) in
      looks += 1
      if looks == 1000 { throw Trap(kind: .interrupted, node: 0) }
    }
    let text = String(repeating: "a", count: 100_000)
    #expect(throws: RegularExpressions.Failure.self) { try expressions.match("a[^x]*[yz]", in: text, watch) }
    #expect(looks == 1000)
  }

  @Test("a time is formatted in UTC")
  func time() {
    let time = Instant("2026-11-22T18:05:09Z")!
    #expect(TimeFormat.text(time, layout: "%F %T %Z %d.%m.%Y %% %q%") == "2026-11-22 18:05:09 UTC 22.11.2026 % %q%")
  }
}
