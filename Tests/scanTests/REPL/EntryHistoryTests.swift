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
    #expect(EntryHistory.entries(in: "garbage\n\u{1E}5\na\n\u{1E}\u{1E}6\nb\nc\n") == ["a", "b\nc"])
  }

  @Test("without a place there is no file")
  func nowhere() {
    var history = EntryHistory { _ in nil }
    #expect(history.path == nil)
    let nothing = history.load()
    #expect(nothing.isEmpty)
    keeps(true, &history, "a", at: 1)
  }
}
