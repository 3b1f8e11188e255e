// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// What was entered in this and earlier sessions, in a file that only its owner may read.
///
/// The file holds one record an entry: a line with a record separator (U+001E, which no entry can hold) and the time in
/// seconds, then the entry's own lines. Each is written at once and in one piece, so that a crash loses nothing and
/// sessions beside each other do not mix.
struct EntryHistory {
  /// Entries that are kept.
  static let limit = 10_000
  private static let mark = "\u{1E}"
  /// So much of the file's end is read: whoever starts a session does not want to wait.
  private static let byteLimit = 1 << 20

  /// The file; `nil` where there is no place for one.
  let path: String?
  private var last: String?
  /// Whether the file has grown long.
  private var isLong = false

  /// The history in the XDG state folder (XDG Base Directory Specification): `$XDG_STATE_HOME/scan/history`, else below
  /// `~/.local/state`.
  init(environment: (String) -> String?) {
    if let state = environment("XDG_STATE_HOME"), state.hasPrefix("/") {
      path = "\(state)/scan/history"
    } else {
      path = environment("HOME").map { "\($0)/.local/state/scan/history" }
    }
  }

  /// Entries of earlier sessions, oldest first.
  mutating func load() -> [String] {
    guard let path, let file = HistoryFile(path), let bytes = file.tail(Self.byteLimit) else { return [] }
    let entries = Self.entries(in: bytes)
    last = entries.last
    isLong = file.size > 2 * Self.byteLimit || entries.count > 2 * Self.limit
    return entries.suffix(Self.limit)
  }

  /// Keeps an entry, unless it begins with a blank or is the one before it again; says whether it was kept.
  mutating func add(_ entry: String, at time: Int) -> Bool {
    guard let first = entry.unicodeScalars.first, first != " ", entry != last, !entry.contains(Self.mark) else {
      return false
    }
    last = entry
    if let path { Self.append(Self.record(entry, at: time), to: path) }
    return true
  }

  /// Brings a file that has grown long back to its limit. What other sessions write meanwhile is kept.
  func shorten() {
    guard isLong, let path, let file = HistoryFile(path, isWriting: true), file.lock(),
      let bytes = file.tail(Self.byteLimit)
    else { return }
    let records = Self.records(in: bytes).suffix(Self.limit)
    file.replace(with: Array(records.map { [Self.markByte] + $0 }.joined()))
  }

  // MARK: The file

  private static let markByte: UInt8 = 0x1E

  static func record(_ entry: String, at time: Int) -> String { "\(mark)\(time)\n\(entry)\n" }

  /// What stands behind each mark; the piece before the first one is the rest of a record, or none.
  private static func records(in bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    guard let first = bytes.firstIndex(of: markByte) else { return [] }
    return bytes[first...].split(separator: markByte, omittingEmptySubsequences: true)
  }

  /// The entries of records; one whose first line is no time is none.
  static func entries(in bytes: [UInt8]) -> [String] {
    records(in: bytes).compactMap { record in
      guard let end = record.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      // An editor may have put other line ends in.
      let isForeign = end > record.startIndex && record[end - 1] == UInt8(ascii: "\r")
      let time = record[..<(isForeign ? end - 1 : end)]
      guard !time.isEmpty, time.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
      var text = String(decoding: record[(end + 1)...], as: UTF8.self)
      if isForeign { text = text.replacing("\r\n", with: "\n") }
      text.unicodeScalars.removeAll { $0 == "\0" }
      if text.utf8.last == UInt8(ascii: "\n") { text.unicodeScalars.removeLast() }
      return text.isEmpty ? nil : text
    }
  }

  private static func append(_ record: String, to path: String) {
    makeFolder(of: path)
    // A session without a history is better than none.
    HistoryFile(path, isWriting: true)?.append(Array(record.utf8))
  }

  private static func makeFolder(of path: String) {
    var folder = ""
    for part in path.split(separator: "/").dropLast() {
      folder += "/\(part)"
      mkdir(folder, 0o700)
    }
  }
}
