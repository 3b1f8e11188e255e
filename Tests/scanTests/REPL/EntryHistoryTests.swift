// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Testing

@testable import scan

@Suite("The history of entries")
struct EntryHistoryTests {
  private let folder: String

  init() {
    var template = Array("/tmp/scan-history.XXXXXX".utf8CString)
    template.withUnsafeMutableBufferPointer { if let base = $0.baseAddress { _ = mkdtemp(base) } }
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private func history() -> EntryHistory {
    EntryHistory { $0 == "XDG_STATE_HOME" ? folder : nil }
  }

  private func keeps(_ wanted: Bool, _ history: inout EntryHistory, _ entry: String, at time: Int) {
    let isKept = history.add(entry, at: time)
    #expect(isKept == wanted)
  }

  @Test("entries of several lines come back whole, in order, from a file that is the owner's alone")
  func roundTrip() throws {
    var first = history()
    let nothing = first.load()
    #expect(nothing.isEmpty)
    keeps(true, &first, "let a = [\n#1 x\n1]", at: 5)
    keeps(true, &first, "a", at: 6)
    var second = history()
    let entries = second.load()
    #expect(entries == ["let a = [\n#1 x\n1]", "a"])
    let path = try #require(second.path)
    var status = stat()
    #expect(stat(path, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
  }

  @Test("what begins with a blank, or was entered just before, is not kept")
  func left() {
    var history = history()
    keeps(false, &history, " secret", at: 1)
    keeps(true, &history, "a", at: 1)
    keeps(false, &history, "a", at: 2)
    keeps(false, &history, "", at: 3)
    keeps(true, &history, "b", at: 4)
    var later = self.history()
    let entries = later.load()
    #expect(entries == ["a", "b"])
    keeps(false, &later, "b", at: 5)
  }

  @Test("a broken file gives what can be read")
  func broken() {
    func entries(_ text: String) -> [String] { EntryHistory.entries(in: Array(text.utf8)) }
    #expect(entries("garbage\n\u{1E}5\na\n\u{1E}\u{1E}6\nb\nc\n") == ["a", "b\nc"])
    #expect(entries("\u{1E}x\na\n\u{1E}\na\n\u{1E}7").isEmpty)
    #expect(entries("\u{1E}5\r\na\r\nb\r\n") == ["a\nb"], "with the line ends of other systems")
    #expect(entries("\u{1E}5\na\r\n") == ["a\r"], "with a carriage return that was typed")
    #expect(entries("\u{1E}5\na\0b\n") == ["ab"])
    #expect(EntryHistory.entries(in: [0x1E, 0x35, 0x0A, 0xFF, 0x0A]) == ["\u{FFFD}"])
  }

  @Test("without a place there is no file")
  func nowhere() {
    var history = EntryHistory { _ in nil }
    #expect(history.path == nil)
    let nothing = history.load()
    #expect(nothing.isEmpty)
    keeps(true, &history, "a", at: 1)
  }

  @Test("of a file that has grown long the end is kept, and what another session writes meanwhile")
  func long() throws {
    let path = try #require(history().path)
    mkdir("\(folder)/scan", 0o700)
    let filler = String(repeating: "x", count: 1000)
    let text = (1...3000).map { EntryHistory.record("\($0) \(filler)", at: $0) }.joined()
    let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
    #expect(FileBytes.writeAll(Array(text.utf8), to: descriptor) == 0)
    close(descriptor)
    var first = history()
    let entries = first.load()
    #expect(entries.last == "3000 \(filler)")
    #expect((900...1100).contains(entries.count))
    var second = history()
    _ = second.load()
    keeps(true, &second, "of the second", at: 1)
    first.shorten()
    keeps(true, &second, "of the second again", at: 2)
    keeps(true, &first, "of the first", at: 3)
    let bytes = try FileBytes.read(path: path, limit: 2 << 20)
    #expect(EntryHistory.entries(in: bytes).suffix(3) == ["of the second", "of the second again", "of the first"])
  }

  @Test("what is no plain file is no history", .timeLimit(.minutes(1)))
  func devices() throws {
    let path = try #require(history().path)
    mkdir("\(folder)/scan", 0o700)
    for make in [
      { mkfifo(path, 0o600) }, { mkdir(path, 0o700) }, { symlink("/dev/zero", path) }, { symlink(path, path) },
    ] {
      #expect(make() == 0)
      var history = history()
      let nothing = history.load()
      #expect(nothing.isEmpty)
      keeps(true, &history, "a", at: 1)
      history.shorten()
      #expect(remove(path) == 0)
    }
  }
}
