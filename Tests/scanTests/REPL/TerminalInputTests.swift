// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import scan

@Suite("What comes from a terminal")
struct TerminalInputTests {
  private static let open = "\u{1B}[200~"
  private static let close = "\u{1B}[201~"

  private func keys(_ input: inout TerminalInput) -> String {
    var bytes: [UInt8] = []
    while let byte = input.nextKey() { bytes.append(byte) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func expectKeys(_ input: inout TerminalInput, _ wanted: String) {
    let found = keys(&input)
    #expect(found == wanted)
  }

  private func expect(_ input: inout TerminalInput, _ wanted: TerminalInput.Paste?) {
    let found = input.takePaste()
    #expect(found == wanted)
  }

  private func taken(_ pieces: [String]) -> TerminalInput {
    var input = TerminalInput()
    for piece in pieces { input.take(Array(piece.utf8)[...]) }
    return input
  }

  @Test("keys come before, pasted text as a whole, keys behind it after")
  func order() {
    var input = taken(["ab\(Self.open)x\ny\(Self.close)cd"])
    expectKeys(&input, "ab")
    expect(&input, .text(Array("x\ny".utf8)))
    expectKeys(&input, "cd")
    expect(&input, nil)
  }

  @Test("marks may come in pieces")
  func pieces() {
    let text = "a\(Self.open)12345678\(Self.close)b"
    for cut in 1..<text.utf8.count {
      let bytes = Array(text.utf8)
      var input = TerminalInput()
      input.take(bytes[..<cut])
      input.take(bytes[cut...])
      // ESC, and ESC [, are keys by themselves: whoever types them does not want to wait.
      guard cut != 2, cut != 3 else { continue }
      expectKeys(&input, "a")
      expect(&input, .text(Array("12345678".utf8)))
      expectKeys(&input, "b")
    }
  }

  @Test("a paste that is too long is refused and takes no memory")
  func tooLong() {
    var input = taken([Self.open, String(repeating: "x", count: TerminalInput.pasteLimit + 1), "more\(Self.close)k"])
    expect(&input, .tooLong(limit: TerminalInput.pasteLimit))
    expectKeys(&input, "k")
  }

  @Test("a paste that is given up takes the rest of it along")
  func givenUp() {
    var input = taken(["\(Self.open)abc"])
    #expect(input.isPasting)
    input.forget()
    #expect(!input.isPasting)
    for piece in ["rm\n", "more", "\(Self.close)k"] { input.take(Array(piece.utf8)[...]) }
    expectKeys(&input, "k")
  }

  @Test("a paste that never ends ends with a pause")
  func endless() {
    var input = taken(["\(Self.open)abc"])
    input.forget()
    input.take(Array("lost".utf8)[...])
    input.take(Array("def".utf8)[...], isAfterPause: true)
    expectKeys(&input, "def")
  }

  @Test("escape sequences that are no paste are keys")
  func escapes() {
    var input = taken(["\u{1B}[2~", "\u{1B}[A", "\u{1B}"])
    expectKeys(&input, "\u{1B}[2~\u{1B}[A\u{1B}")
  }

  @Test("characters come whole, and bytes that are none do not come")
  func characters() {
    let text = "aé中👩‍👧z"
    for cut in 1..<text.utf8.count {
      var input = TerminalInput()
      let bytes = Array(text.utf8)
      input.take(bytes[..<cut])
      let first = keys(&input)
      input.take(bytes[cut...])
      let second = keys(&input)
      #expect(first + second == text)
    }
    var input = TerminalInput()
    for bad: [UInt8] in [
      [0xC3, 0x41], [0x80], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
      [0xF4, 0x90, 0x80, 0x80], [0xF5], [0xFF], [0xC2, 0x9B], [0xE2, 0x82], [0xF0, 0x9F, 0x91],
    ] { input.take(bad[...]) }
    input.take([0x42])
    expectKeys(&input, "AB")
  }

  @Test("the rest of a character can be left out, and keys put back")
  func skipped() {
    var input = taken(["中b"])
    _ = input.nextKey()
    input.skipCharacter()
    input.putBack(Array("a".utf8))
    expectKeys(&input, "ab")
  }

  @Test("a paste, keys and the end are to be handled")
  func ready() {
    var input = taken(["\(Self.open)x"])
    #expect(!input.isReady)
    input.take(Array(Self.close.utf8)[...])
    #expect(input.isReady)
    expect(&input, .text([0x78]))
    #expect(!input.isReady)
  }

  @Test("a paste can begin behind keys")
  func begun() {
    var input = taken(["mark", "x\ny\(Self.close)z"])
    for _ in 0..<4 { _ = input.nextKey() }
    input.beginPaste()
    expectKeys(&input, "")
    expect(&input, .text(Array("x\ny".utf8)))
    expectKeys(&input, "z")
  }
}
