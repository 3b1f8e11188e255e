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

  @Test("of thousands the first stand there, and how many there are")
  func thousands() {
    let names = (0..<10_000).map { "name\($0)" }
    let lines = list(names, columns: 40, rows: 6)
    #expect(lines.count == 4 && lines[0].hasPrefix("name0 ") && lines[1].hasPrefix("name1 "))
    #expect(lines[3].hasPrefix("… 10000 in all"))
    #expect(list(names, columns: 3, rows: 24) == ["……"])
  }

  @Test("control characters of names are not written")
  func hostile() {
    #expect(list(["a\u{1B}[31mb"], columns: 80, rows: 24, "") == ["a\\x1b[31mb"])
  }

  @Test("a completion is fitted to the word that readline chose")
  func fitted() {
    func word(_ line: String, _ start: Int, at place: Int, _ words: [String]) -> [String] {
      let typed = String(decoding: line.utf8.dropFirst(place), as: UTF8.self)
      return LineWord(Completion(start: place, word: typed, candidates(words)), in: Array(line.utf8), from: start).words
        .map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(word("r.op", 0, at: 2, ["open", "open_filtered"]) == ["r.open", "r.open", "r.open_filtered"])
    #expect(word("r.op", 0, at: 2, ["open"]) == ["r.open"])
    #expect(word("save r to \"my fi", 14, at: 11, ["my file"]) == ["file"])
    #expect(word("x", 0, at: 0, []).isEmpty)
  }

  @Test("bytes that are no text keep their places, and stand again in what takes the place of the word")
  func bytes() {
    let line: [UInt8] = [0xFF, 0x72, 0x2E, 0x6F, 0x70]
    #expect(LineWord.text(line) == "\u{1A}r.op")
    #expect(LineWord.text([0xE6, 0xBC, 0x41, 0xC3, 0xA9, 0xED, 0xA0, 0x80]).utf8.count == 8)
    let word = LineWord(Completion(start: 3, word: "op", candidates(["open"])), in: line, from: 0)
    #expect(word.words == [[0xFF, 0x72, 0x2E] + Array("open".utf8)])
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
