// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import scan

@Suite("Entries of a file or pipe")
struct ScriptEntriesTests {
  @Test("a text is taken apart into entries")
  func texts() {
    #expect(texts(of: "1\n\n# x\nlet a = [\n1]\n:jobs\n") == ["1", "# x\nlet a = [\n1]", ":jobs"])
    #expect(texts(of: "if a {\n}\nelse {\n}\nb") == ["if a {\n}\nelse {\n}", "b"])
    #expect(texts(of: "f(\n") == ["f(\n"])
    #expect(texts(of: "").isEmpty)
    let long = "fn f() {\n" + String(repeating: "  print(1)\n", count: 5000) + "}"
    #expect(texts(of: "\(long)\nf()\n") == [long, "f()"])
  }

  @Test("each knows the line on which it begins")
  func lines() {
    let text = "1\n\n# x\nlet a = [\n1]\n:jobs\n\n\nif a {\n}\nelse {\n}\nb\n\nf(\n"
    #expect(ScriptEntry.all(in: text).map(\.line) == [1, 3, 6, 9, 13, 15])
  }

  private func texts(of text: String) -> [String] { ScriptEntry.all(in: text).map(\.text) }
}
