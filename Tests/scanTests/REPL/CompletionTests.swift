// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang
import ScanRuntime
import Testing

@testable import scan

@Suite("Completions at the prompt")
struct CompletionTests {
  private func candidates(_ words: [String], _ summary: String = "what it is") -> [CompletionCandidate] {
    words.map { CompletionCandidate($0, summary) }
  }

  private func list(_ words: [String], columns: Int, rows: Int, _ summary: String = "what it is") -> [String] {
    CompletionList(candidates: candidates(words, summary), columns: columns, rows: rows, style: .plain).lines
  }

  @Test("each stands with what it is where there is room")
  func described() {
    #expect(list(["ports", "via"], columns: 80, rows: 24) == ["ports  what it is", "via    what it is"])
    #expect(list(["ports", "via"], columns: 20, rows: 24) == ["ports  via"])
  }

  @Test("no line is wider than the terminal, and no list longer", arguments: [2, 3, 8, 39, 40, 41, 80, 300])
  func bounds(_ columns: Int) {
    let wide = (0..<90).map { "name\($0)" } + ["漢字の名前がここに", String(repeating: "x", count: 400), "e\u{301}"]
    for rows in [1, 2, 3, 24, 200] {
      let lines = list(wide, columns: columns, rows: rows, String(repeating: "long words ", count: 40))
      #expect(lines.count <= max(1, rows - 2))
      #expect(lines.allSatisfy { TerminalText.width($0) < columns }, "\(columns) \(rows)")
    }
  }

  @Test("control characters of names are not written")
  func hostile() {
    #expect(list(["a\u{1B}[31mb"], columns: 80, rows: 24, "") == ["a\\x1b[31mb"])
  }

  @Test("a completion is fitted to the word that readline chose")
  func fitted() {
    func word(_ line: String, _ start: Int, at place: Int, _ words: [String]) -> [String] {
      let typed = String(decoding: line.utf8.dropFirst(place), as: UTF8.self)
      return LineWord(Completion(start: place, word: typed, candidates(words)), in: line, from: start).words
    }
    #expect(word("r.op", 0, at: 2, ["open", "open_filtered"]) == ["r.open", "r.open", "r.open_filtered"])
    #expect(word("r.op", 0, at: 2, ["open"]) == ["r.open"])
    #expect(word("save r to \"my fi", 14, at: 11, ["my file"]) == ["file"])
    #expect(word("x", 0, at: 0, []).isEmpty)
  }

  @Test("many hosts stand together by what their addresses begin with")
  func groups() {
    func found(_ hosts: [UInt32], _ typed: String) -> [String] {
      let prefix = AddressPrefix(typed)
      var known = LiveValues.KnownHosts()
      known.v4 = hosts.filter { prefix.holds(v4: $0) }
      return KnownAddresses.candidates(known, prefix).map(\.text)
    }
    let many = (0..<1000).map { UInt32(0x0A00_0000) + UInt32($0) }
    #expect(found(many, "10") == ["10.0.0.", "10.0.1.", "10.0.2.", "10.0.3."])
    #expect(found(many, "10.0.3.23").contains("10.0.3.231"))
    #expect(found(Array(many.prefix(3)), "") == ["10.0.0.0", "10.0.0.1", "10.0.0.2"])
    #expect(found([0x0A00_0001, 0x0B00_0001], "1").count == 2)
    #expect(found(Array(many.prefix(200)), "10.0.0.").count == 200)
  }

  @Test("files and folders by the beginning of their path")
  func paths() throws {
    let here = PathCompletion(folder: ".", ending: .quote)
    #expect(here.candidates("Sour").map(\.text) == ["Sources/"])
    #expect(here.candidates("Package.sw", suffix: ".swift").map(\.text) == ["Package.swift"])
    #expect(here.candidates("Package.sw", suffix: ".scan").isEmpty)
    #expect(here.candidates("nosuch/x").isEmpty)
    #expect(!here.candidates("").contains { $0.text.hasPrefix(".") })
  }

  @Test("every argument in small letters of a command's usage is a word that can be typed")
  func usages() throws {
    for row in MetaCommand.all {
      let words = (row.usage + " " + row.forms.joined(separator: " ")).split { " []|.".contains($0) }
      for word in words where !word.allSatisfy(\.isUppercase) { #expect(word.lowercased() == word) }
    }
  }
}
