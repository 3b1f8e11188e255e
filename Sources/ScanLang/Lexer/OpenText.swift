// SPDX-License-Identifier: GPL-3.0-or-later

/// A text literal that the lexer is in the middle of.
struct OpenText {
  /// How it is delimited.
  enum Style {
    /// `"`
    case plain
    /// `"""`
    case block
    /// `'`, a habit.
    case single
    /// A typographic double quote, a habit of word processors.
    case curly
    /// A typographic single quote.
    case curlySingle
  }

  /// The start of a line in a block text; how much of its indentation is text is known at the closing quotes.
  struct Line {
    /// Offset of the line's first byte.
    let start: Int
    /// Blanks and tabs at its start.
    let indentation: Int
    /// Index of the trivia that holds the indentation, if there is any.
    let trivia: Int?
    /// Index of the segment that follows.
    let token: Int
    /// Whether nothing else is on it.
    let isEmpty: Bool
  }

  let style: Style
  /// Offset of the opening quote.
  let start: Int
  /// Offset behind the opening quotes.
  let contentStart: Int
  /// Whether the opening quotes end their line.
  var isBlock = false
  /// Whether the next segment is made even when it is empty: at the start of a line.
  var needsSegment = false
  /// Whether the layout was found wrong already.
  var isLayoutDiagnosed = false
  /// Lines of a block text.
  var lines: [Line] = []

  /// Whether line ends are part of the text.
  var isMultiline: Bool { style == .block }

  init(style: Style, start: Int, contentStart: Int) {
    self.style = style
    self.start = start
    self.contentStart = contentStart
  }
}
