// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

/// A repair makes of the text what is meant, or there is none.
@Suite("Repairs of operators between what is more than a name")
struct RepairTests {
  @Test(
    "two dots",
    arguments: [
      ("a..b", ["range(a, b)"]), ("n..10", ["range(n, 10)"]), ("f(b)..c", []), ("xs[0]..c", []), ("a.b..c", []),
      ("a..b.c", []), ("a..f(1)", []), ("a..xs[0]", []), ("\"a\"..b", []), ("x?.b..c", []),
    ])
  func dots(text: String, fixes: [String]) {
    let lexed = LexedText(text)
    #expect(lexed.codes == ["S0150"])
    #expect(lexed.fixes == fixes)
  }

  @Test(
    "a minus without blanks",
    arguments: [
      ("a-b", ["a - b", "range(a, b)"]), ("a.b-c", ["b - c"]), ("a-f(1)", ["a - f"]), ("a-xs[0]", ["a - xs"]),
      ("a?.b-c", ["b - c"]), ("f(1)-c", [" - "]), ("a-b.c", ["a - b.c", "range(a, b.c)"]),
    ])
  func minus(text: String, fixes: [String]) {
    let lexed = LexedText(text)
    #expect(lexed.codes == ["S0120"])
    #expect(lexed.fixes == fixes)
  }

  @Test("what is repaired is not reported again", arguments: ["a.b-c", "a-f(1)", "f(1)-c", "a.b/c", "a/f(1)", "n..10"])
  func whole(text: String) throws {
    let repaired = try #require(LexedText(text).repaired)
    #expect(LexedText(repaired).codes == [])
  }
}
