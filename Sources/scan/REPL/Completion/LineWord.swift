// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// A completion as readline wants it: what stands in place of the bytes between two offsets that readline chose.
struct LineWord {
  /// What all candidates have in common, then each; a single one alone.
  let words: [String]
  /// The byte that follows a single one; 0 for none.
  let appended: UInt8

  /// Fits a completion to a word of the line that begins at `start`, which may lie before or behind the completion's own.
  init(_ completion: Completion, in line: String, from start: Int) {
    let bytes = Array(line.utf8)
    let shared = min(start, completion.start)
    guard shared >= 0, completion.start <= bytes.count, start <= bytes.count else {
      (words, appended) = ([], 0)
      return
    }
    let kept = bytes[shared..<completion.start]
    let dropped = start - shared
    func fitted(_ text: String) -> String {
      String(decoding: (kept + Array(text.utf8)).dropFirst(dropped), as: UTF8.self)
    }
    let texts = completion.candidates.map { fitted($0.text) }
    words = texts.count > 1 ? [fitted(completion.commonPrefix)] + texts : texts
    switch completion.candidates.first?.ending {
    case .blank?: appended = UInt8(ascii: " ")
    case .quote?: appended = UInt8(ascii: "\"")
    case .nothing?, nil: appended = 0
    }
  }
}
