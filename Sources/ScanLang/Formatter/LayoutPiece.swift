// SPDX-License-Identifier: GPL-3.0-or-later

/// One step of a layout: a piece of text, or a place where a line may end.
///
/// A layout is a flat list of pieces in the order of the source. Groups lie between `open` and `close`; the lines that
/// stand directly in a group either all end or none does, which `LayoutPrinter` decides when it reaches the group.
struct LayoutPiece {
  /// What a piece does.
  enum Kind: UInt8 {
    /// Bytes of the source from `a` to `b`, `width` columns wide; several lines where a text literal has several.
    case text
    /// `,`, where the formatter adds one.
    case comma
    /// `,` when the group is broken: behind the last item of a list.
    case commaIfBroken
    case space
    /// A line end when the group is broken, else a blank; an empty line before what follows if `a` is 1.
    case line
    /// The same, else nothing.
    case softLine
    /// The same, else `;` and two blanks: between the statements of a block.
    case separator
    /// The same, else `,` and a blank: between limits.
    case commaSeparator
    /// A blank if what follows, `width` wide and with `b` comments, fits on the line, else a line end. `a` is 1 for
    /// the last one of a list, behind which more may follow on the line.
    case fillLine
    /// A line end, with an empty line if `a` is 1.
    case hardLine
    /// A group begins; `width` is that of its contents in one line, where `b` comments wait for the end of the line.
    case open
    case close
    /// From here on lines begin `a` columns further right; further left when negative.
    case indent
    /// `width` blanks that align a column of adjacent lines, when the group is broken.
    case pad
    /// The comment `a` at the end of the line.
    case trailingComment
    /// The comment `a` on a line of its own, with an empty line before it if `b` is 1.
    case ownComment
    /// What follows a comment stands on a new line; with an empty line before it if `a` is 1.
    case freshLine
    /// Nothing yet: where documentation may be moved to.
    case nothing
  }

  var kind: Kind
  var a: Int32 = 0
  var b: Int32 = 0
  var width: Int32 = 0

  /// The width of what cannot stand on one line.
  static let endless: Int32 = 1 << 24

  /// Whether a line may end here.
  var mayBreak: Bool {
    switch kind {
    case .line, .softLine, .separator, .commaSeparator, .fillLine, .hardLine, .ownComment, .freshLine: true
    default: false
    }
  }
}
