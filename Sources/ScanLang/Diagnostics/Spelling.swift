// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds what a misspelt word was meant to be.
public enum Spelling {
  /// Longer words are not compared: nobody misspells them by a letter, and the work grows with the square.
  private static let longest = 64

  /// The candidate nearest to a word, case and underscores aside, if no more than a third of its letters (at least
  /// one) were inserted, left out, changed or swapped with their neighbour. Of equally near ones the first wins.
  public static func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
    let wanted = folded(word)
    guard !wanted.isEmpty, wanted.count <= longest else { return nil }
    let allowed = max(1, wanted.count / 3)
    var best: (word: String, distance: Int)?
    for candidate in candidates where candidate != word {
      let letters = folded(candidate)
      guard letters.count <= longest, abs(letters.count - wanted.count) <= allowed else { continue }
      let found = distance(wanted, letters)
      // A word whose every letter is another is not a misspelling.
      guard found <= allowed, found < max(wanted.count, letters.count), found < best?.distance ?? .max else { continue }
      best = (candidate, found)
    }
    return best?.word
  }

  private static func folded(_ word: String) -> [UInt8] {
    word.utf8.compactMap { $0 == UInt8(ascii: "_") ? nil : $0.isLetter ? $0 | 0x20 : $0 }
  }

  /// Damerau-Levenshtein distance in its restricted form: no part is edited twice.
  static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var twoAbove: [Int] = []
    var above = Array(0...right.count)
    for (row, letter) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        var cost = min(above[column + 1] + 1, current[column] + 1, above[column] + (letter == other ? 0 : 1))
        if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
          cost = min(cost, twoAbove[column - 1] + 1)
        }
        current.append(cost)
      }
      twoAbove = above
      above = current
    }
    return above[right.count]
  }
}
