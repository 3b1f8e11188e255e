// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import Glibc

/// What comes from the terminal: keys, and text that was pasted in brackets (`ESC [ 200 ~` … `ESC [ 201 ~`).
///
/// Pasted text is gathered without waiting, so that a paste that never ends holds nobody up, and one that is too long
/// takes no memory.
struct TerminalInput {
  /// Pasted text as a whole.
  enum Paste: Hashable {
    case text([UInt8])
    case tooLong(limit: Int)
  }

  /// Longer pastes are refused: no program of scan's may be longer.
  static let pasteLimit = 1 << 20
  private static let roomLimit = 4 << 20
  /// In nanoseconds; nobody types a key so soon behind pasted text.
  private static let pause: UInt64 = 300_000_000
  private static let opening = Array("\u{1B}[200~".utf8)
  private static let closing = Array("\u{1B}[201~".utf8)

  /// Keys that nobody took yet, up to the first paste; behind it the bytes wait in `later`.
  private var keys: [UInt8] = []
  private var head = 0
  private var characters = WholeCharacters()
  private var paste: Paste?
  private var later: [UInt8] = []
  /// What was pasted so far.
  private var pasted: [UInt8]?
  private var isTooLong = false
  /// Whether the rest of a paste that was given up is still to come; without a pause it is no keys.
  private var isDropping = false
  private var lastRead: MonotonicTime?
  /// Whether the terminal is gone.
  private(set) var isAtEnd = false

  /// Whether a paste has begun and not ended.
  var isPasting: Bool { pasted != nil }

  /// Whether a key is there.
  var hasKeys: Bool { head < keys.count }

  /// Whether there is something to handle: keys, a whole paste, the end.
  var isReady: Bool { hasKeys || paste != nil || isAtEnd }

  /// Whether more is read; keys that come faster than they are handled wait in the kernel.
  var hasRoom: Bool { keys.count - head + later.count < Self.roomLimit }

  /// Reads what is there, without waiting. Where the terminal hands out whole lines (`isLines`) nothing to read is Ctrl-D,
  /// and no end; what is more than there is room for is lost, so that Ctrl-C does not wait behind it in the kernel.
  mutating func fill(isLines: Bool = false) {
    guard hasRoom || isLines else { return }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var ready = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    guard poll(&ready, 1, 0) > 0 else { return }
    let count = read(0, &chunk, chunk.count)
    if count > 0 {
      let now = Clock.system.now()
      let pause = lastRead.map { now.nanoseconds(since: $0) } ?? 0
      lastRead = now
      if hasRoom { take(chunk[..<count], isAfterPause: pause > Self.pause) }
    } else if count == 0 && !isLines || count < 0 && errno != EINTR && errno != EAGAIN {
      isAtEnd = true
    }
  }

  /// Waits until there is more, for so long at most, then reads it.
  mutating func wait(milliseconds: Int32) {
    var ready = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    if poll(&ready, 1, milliseconds) > 0 { fill() }
  }

  /// Takes bytes as they come; `isAfterPause` when there were none for a while.
  mutating func take(_ bytes: ArraySlice<UInt8>, isAfterPause: Bool = false) {
    if isAfterPause, isDropping { (isDropping, later) = (false, []) }
    later += bytes
    if isDropping { drop() }
    sort()
  }

  /// The next key's byte.
  mutating func nextKey() -> UInt8? {
    guard head < keys.count else { return nil }
    defer { head += 1 }
    return keys[head]
  }

  /// Leaves out the rest of a character whose first byte was taken.
  mutating func skipCharacter() {
    while head < keys.count, keys[head] & 0xC0 == 0x80 { head += 1 }
  }

  /// Puts keys before all others.
  mutating func putBack(_ bytes: [UInt8]) { (keys, head) = (bytes + keys[head...], 0) }

  /// Takes what follows for pasted text: its mark came so slowly that it was taken for keys.
  mutating func beginPaste() {
    later = keys[head...] + later
    (keys, head, pasted) = ([], 0, [])
    sort()
  }

  /// A paste that is complete, when all keys before it were taken.
  mutating func takePaste() -> Paste? {
    guard !hasKeys, let paste else { return nil }
    self.paste = nil
    sort()
    return paste
  }

  /// Forgets keys that nobody took, and pastes. What follows are keys; but of a paste that has not ended, what comes
  /// without a pause belongs to it and is dropped: lines that nobody wants any more must not be entered.
  mutating func forget() {
    isDropping = pasted != nil || isDropping
    (keys, head, paste, pasted, isTooLong) = ([], 0, nil, nil, false)
    if isDropping { drop() } else { later = [] }
    sort()
  }

  /// Drops what is here of a paste that was given up, up to its end.
  private mutating func drop() {
    if let end = Self.find(Self.closing, in: later) {
      later.removeFirst(end + Self.closing.count)
      isDropping = false
    } else {
      later = Array(later.suffix(Self.closing.count - 1))
    }
  }

  /// Moves bytes from `later` to where they belong, until a paste is complete.
  private mutating func sort() {
    while paste == nil, !isDropping, !later.isEmpty {
      if pasted != nil {
        guard gather() else { return }
      } else if let start = Self.find(Self.opening, in: later) {
        addKeys(later[..<start])
        later.removeFirst(start + Self.opening.count)
        pasted = []
      } else {
        // The first bytes of a mark may be here and the others on the way. `ESC` and `ESC [` alone are keys.
        let held = (3..<Self.opening.count).last {
          later.count >= $0 && later.suffix($0).elementsEqual(Self.opening.prefix($0))
        }
        addKeys(later.dropLast(held ?? 0))
        later = Array(later.suffix(held ?? 0))
        return
      }
    }
  }

  /// Adds to the paste under way; `false` when all was taken and it goes on.
  private mutating func gather() -> Bool {
    if let end = Self.find(Self.closing, in: later) {
      add(later[..<end])
      later.removeFirst(end + Self.closing.count)
      paste = isTooLong ? .tooLong(limit: Self.pasteLimit) : .text(pasted ?? [])
      (pasted, isTooLong) = (nil, false)
      return true
    }
    // The end may begin in the last bytes.
    let kept = min(later.count, Self.closing.count - 1)
    add(later[..<(later.count - kept)])
    later = Array(later.suffix(kept))
    return false
  }

  private mutating func add(_ bytes: ArraySlice<UInt8>) {
    guard !isTooLong else { return }
    pasted? += bytes
    guard pasted.map({ $0.count > Self.pasteLimit }) ?? false else { return }
    isTooLong = true
    pasted = []
  }

  private mutating func addKeys(_ bytes: ArraySlice<UInt8>) {
    if head == keys.count { (keys, head) = ([], 0) }
    keys += characters.taking(bytes)
  }

  private static func find(_ mark: [UInt8], in bytes: [UInt8]) -> Int? {
    guard bytes.count >= mark.count else { return nil }
    var place = 0
    while place <= bytes.count - mark.count {
      guard let escape = bytes[place...].firstIndex(of: mark[0]), escape <= bytes.count - mark.count else { return nil }
      if bytes[escape..<(escape + mark.count)].elementsEqual(mark) { return escape }
      place = escape + 1
    }
    return nil
  }
}
