// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

@Suite("Writing JSON")
struct JSONWriterTests {
  private func write(_ indentation: Int? = nil, _ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter(indentation: indentation)
    body(&writer)
    return writer.text
  }

  private func sample(_ writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("a")
    writer.beginArray()
    writer.int(1)
    writer.double(2.5)
    writer.bool(true)
    writer.null()
    writer.beginObject()
    writer.endObject()
    writer.endArray()
    writer.key("b")
    writer.string("x")
    writer.endObject()
  }

  @Test(
    "numbers are written as they print",
    arguments: [0, 1, 9, 10, 99, 100, 65_535, 999_999_999, 1_000_000_000, 4_294_967_295, 4_294_967_296, -1, .max, .min])
  func numbers(_ value: Int) {
    #expect(write { $0.int(value) } == "\(value)")
  }

  @Test("a name from the program's text is written like any other", arguments: [nil, 2])
  func fixedNames(_ indentation: Int?) {
    func object(_ key: (inout JSONWriter) -> Void) -> String {
      write(indentation) { writer in
        writer.beginObject()
        key(&writer)
        writer.int(1)
        writer.endObject()
      }
    }
    #expect(object { $0.key(fixed: "rtt_us") } == object { $0.key("rtt_us") })
  }

  @Test("structure")
  func structure() {
    #expect(write { sample(&$0) } == #"{"a":[1,2.5,true,null,{}],"b":"x"}"#)
    #expect(
      write(2) { sample(&$0) } == """
        {
          "a": [
            1,
            2.5,
            true,
            null,
            {}
          ],
          "b": "x"
        }
        """)
  }

  @Test("a stream of texts")
  func stream() {
    let text = write {
      for number in 1...2 {
        $0.beginArray()
        $0.int(number)
        $0.endArray()
        $0.endLine()
      }
    }
    #expect(text == "[1]\n[2]\n")
  }

  @Test(
    "escapes",
    arguments: [
      ("\"\\/", #""\"\\/""#), ("\u{8}\t\n\u{C}\r", #""\b\t\n\f\r""#), ("\0\u{1B}\u{7F}", #""\u0000\u001b\u007f""#),
      ("\u{80}\u{9F}\u{A0}", "\"\\u0080\\u009f\u{A0}\""),
      ("\u{202E}\u{2028}\u{2066}\u{200B}", #""\u202e\u2028\u2066\u200b""#),
      ("\u{E4}\u{20AC}\u{1F600}\u{2014}", "\"\u{E4}\u{20AC}\u{1F600}\u{2014}\""), ("", "\"\""),
    ])
  func escapes(text: String, expected: String) {
    #expect(write { $0.string(text) } == expected)
  }

  @Test("numbers")
  func numbers() {
    #expect(write { $0.int(Int64.min) } == "-9223372036854775808")
    #expect(write { $0.int(UInt128.max) } == "340282366920938463463374607431768211455")
    #expect(write { $0.double(5) } == "5.0")
    #expect(write { $0.double(.nan) } == "null")
    #expect(write { $0.double(-.infinity) } == "null")
    #expect(write { $0.double(1e-7) } == "1e-07")
  }
}
