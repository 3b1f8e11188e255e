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
  private static let byteLimit = 64 << 20

  /// The file; `nil` where there is no place for one.
  let path: String?
  private var last: String?
  /// How many entries this session wrote, and how many there were.
  private var count = 0

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
    guard let path, let bytes = try? FileBytes.read(path: path, limit: Self.byteLimit) else { return [] }
    let entries = Self.entries(in: String(decoding: bytes, as: UTF8.self))
    count = entries.count
    last = entries.last
    return entries.suffix(Self.limit)
  }

  /// Keeps an entry, unless it begins with a blank or is the one before it again; says whether it was kept.
  mutating func add(_ entry: String, at time: Int) -> Bool {
    guard let first = entry.unicodeScalars.first, first != " ", entry != last, !entry.contains(Self.mark) else {
      return false
    }
    last = entry
    count += 1
    if let path { Self.append(Self.record(entry, at: time), to: path) }
    return true
  }

  /// Brings a file that has grown long back to its limit, by putting a new one in its place.
  func shorten() {
    guard let path, count > 2 * Self.limit,
      let bytes = try? FileBytes.read(path: path, limit: Self.byteLimit)
    else { return }
    let records = Self.records(in: String(decoding: bytes, as: UTF8.self)).suffix(Self.limit)
    let new = "\(path).\(getpid())"
    let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    let text = records.map { Self.mark + $0 }.joined()
    let isWritten = FileBytes.writeAll(Array(text.utf8), to: descriptor) == 0
    close(descriptor)
    if !isWritten || rename(new, path) != 0 { unlink(new) }
  }

  // MARK: The file

  static func record(_ entry: String, at time: Int) -> String { "\(mark)\(time)\n\(entry)\n" }

  /// What stands behind each mark.
  private static func records(in text: String) -> [Substring] {
    text.split(separator: mark, omittingEmptySubsequences: true)
  }

  static func entries(in text: String) -> [String] {
    records(in: text).compactMap { record in
      guard let end = record.firstIndex(of: "\n") else { return nil }
      let entry = record[record.index(after: end)...]
      return entry.isEmpty ? nil : String(entry.hasSuffix("\n") ? entry.dropLast() : entry)
    }
  }

  private static func append(_ record: String, to path: String) {
    makeFolder(of: path)
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    // A session without a history is better than none.
    guard descriptor >= 0 else { return }
    fchmod(descriptor, 0o600)
    _ = FileBytes.writeAll(Array(record.utf8), to: descriptor)
    close(descriptor)
  }

  private static func makeFolder(of path: String) {
    var folder = ""
    for part in path.split(separator: "/").dropLast() {
      folder += "/\(part)"
      mkdir(folder, 0o700)
    }
  }
}
