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
    #expect(ValueKey(.int(3)).hashValue == ValueKey(.float(3)).hashValue)
    #expect(!Value.int(3).isSame(as: .text("3")))
    #expect(!Value.float(.nan).isSame(as: .float(.nan)))
  }

  @Test("maps are equal in whatever order their entries came")
  func maps() {
    let left = MapObject(keys: [.text("a"), .text("b")], values: [.int(1), .int(2)])
    let right = MapObject(keys: [.text("b"), .text("a")], values: [.int(2), .int(1)])
    #expect(Value.object(left).isSame(as: .object(right)))
    #expect(!Value.object(left).isSame(as: .object(MapObject(keys: [.text("a")], values: [.int(1)]))))
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

  @Test("none sorts first, text by its bytes, IPv4 before IPv6")
  func order() {
    #expect(Value.none.sortsBefore(.int(-1)) == true)
    #expect(Value.text("Z").precedes(.text("a")) == true)
    #expect(Value.address4(0xFFFF_FFFF).precedes(.address(Address("::1")!)) == true)
    #expect(Value.int(1).precedes(.text("a")) == nil)
    #expect(Value.list([.int(1)]).precedes(.list([.int(1), .int(0)])) == true)
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
    #expect(try expressions.match("(a)(b)?", in: "xac") == ["a", "a", ""])
    #expect(try expressions.match("z", in: "xac") == nil)
    #expect(throws: RegularExpressions.Failure.self) { try expressions.match("(", in: "") }
    let text = String(repeating: "a", count: 40) + "!"
    #expect(throws: RegularExpressions.Failure.self) { try expressions.match("^(a|a)*(a|a)*(a|a)*$", in: text) }
  }

  @Test("a time is formatted in UTC")
  func time() {
    let time = Instant("2026-11-22T18:05:09Z")!
    #expect(TimeFormat.text(time, layout: "%F %T %Z %d.%m.%Y %% %q%") == "2026-11-22 18:05:09 UTC 22.11.2026 % %q%")
  }
}
