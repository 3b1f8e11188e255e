// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// A completion as readline wants it: what stands in place of the bytes between two offsets that readline chose.
struct LineWord {
  /// What all candidates have in common, then each; a single one alone. They may hold bytes of the line that are no text.
  let words: [[UInt8]]
  /// The byte that follows a single one; 0 for none.
  let appended: UInt8

  /// Fits a completion to a word of the line that begins at `start`, which may lie before or behind the completion's own.
  init(_ completion: Completion, in line: [UInt8], from start: Int) {
    let shared = min(start, completion.start)
    guard shared >= 0, completion.start <= line.count, start <= line.count else {
      (words, appended) = ([], 0)
      return
    }
    let kept = line[shared..<completion.start]
    let dropped = start - shared
    func fitted(_ text: String) -> [UInt8] { Array((kept + Array(text.utf8)).dropFirst(dropped)) }
    let texts = completion.candidates.map { fitted($0.text) }
    words = texts.count > 1 ? [fitted(completion.commonPrefix)] + texts : texts
    switch completion.candidates.first?.ending {
    case .blank?: appended = UInt8(ascii: " ")
    case .quote?: appended = UInt8(ascii: "\"")
    case .nothing?, nil: appended = 0
    }
  }

  /// The text of a line for whoever completes it: bytes that are no text stand for themselves as control characters, so
  /// that every place keeps its number.
  static func text(_ line: [UInt8]) -> String {
    if let text = String(validating: line, as: UTF8.self) { return text }
    var parser = UTF8.ForwardParser()
    var bytes = line.makeIterator()
    var text = String.UnicodeScalarView()
    while true {
      switch parser.parseScalar(from: &bytes) {
      case .valid(let scalar): text.append(UTF8.decode(scalar))
      case .error(let length): text.append(contentsOf: repeatElement("\u{1A}", count: length))
      case .emptyInput: return String(text)
      }
    }
  }
}
