// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// What is known of the terminal behind a stream.
struct Terminal: Hashable, Sendable {
  /// Whether the stream goes to a terminal at all.
  let isTerminal: Bool
  /// Whether it understands more than plain text.
  let isCapable: Bool
  /// Columns, where they are known.
  let columns: Int?
  /// Rows, where they are known.
  let rows: Int?

  /// Asks the system about standard output (1) or standard error (2).
  init(descriptor: Int32) {
    isTerminal = isatty(descriptor) == 1
    isCapable = isTerminal && Environment.value("TERM") != "dumb" && Environment.value("TERM") != nil
    var size = winsize()
    let isKnown = isTerminal && ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    columns = isKnown ? Int(size.ws_col) : nil
    rows = isKnown && size.ws_row > 0 ? Int(size.ws_row) : nil
  }

  /// Width of reports: the terminal's, but readable; 80 where there is none.
  var reportWidth: Int { max(40, columns ?? 80) }
}
