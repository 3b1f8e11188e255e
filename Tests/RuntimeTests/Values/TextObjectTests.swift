// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanRuntime

@Suite("Texts that grow")
struct TextObjectTests {
  /// Pieces of all sizes around those that are collected; some with code points of several bytes.
  private static let pieces =
    ["", "a", "ü€😀", "port 4711/tcp open\n"]
    + [15, 16, 255, 256, 257, 2047, 2048, 5000].map { String(repeating: "é", count: $0 / 2) + "x" }

  @Test("a text that grew piece by piece is the text of all pieces", arguments: [1, 3, 40])
  func grown(_ readEvery: Int) {
    let text = TextObject("")
    var wanted = ""
    for round in 0..<60 {
      for piece in Self.pieces {
        var piece = piece
        if round.isMultiple(of: 2) { text.append(piece) } else { piece.withUTF8 { text.append($0) } }
        wanted += piece
        #expect(text.byteCount == wanted.utf8.count)
      }
      guard round.isMultiple(of: readEvery) else { continue }
      #expect(text.string == wanted)
      #expect(text.length == wanted.unicodeScalars.count)
    }
    #expect(text.string == wanted)
    #expect(text.isSame(as: TextObject(wanted)))
    #expect(text.hashCode == TextObject(wanted).hashCode)
  }

  @Test("what was known of a text is forgotten when small pieces grow it")
  func known() {
    let text = TextObject(String(repeating: "ü", count: 1000))
    let hash = text.hashCode
    #expect(text.length == 1000 && !text.isASCII)
    text.append("€")
    #expect(text.length == 1001)
    #expect(text.hashCode != hash)
  }

  @Test("code points are counted in texts of any size", arguments: [0, 7, 8, 9, 2039, 2040, 2041, 5000, 100_000])
  func lengths(_ count: Int) {
    #expect(TextObject(String(repeating: "a", count: count)).length == count)
    #expect(TextObject(String(repeating: "€", count: count)).length == count)
  }
}
