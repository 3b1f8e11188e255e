// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang
import ScanRuntime

/// What a session goes by: set when it begins, some of it changed by `:set`.
struct ReplSettings {
  /// How the engines run.
  var options: RunOptions
  /// Whether what is shown is coloured.
  var isColored: Bool
  /// How messages look.
  var diagnostics: DiagnosticRenderer.Format
  /// Whether notes and warnings are left out.
  var isQuiet: Bool
  /// Whether the time of every entry is told.
  var showsTime = false
  /// Rows of a value that are shown.
  var rowLimit = 100
  /// What tables look like.
  var table = TableLayout(.auto)
  /// What goes through a pager.
  var pager = Pager.Mode.auto
  /// Columns of what is shown; asked each time, because windows change.
  var columns: () -> Int

  /// Colours of what is shown.
  var style: TerminalStyle { TerminalStyle(isColored: isColored) }
  /// How values are laid out.
  var display: ValueDisplay {
    var display = ValueDisplay(width: columns(), style: style, rowLimit: rowLimit)
    display.table = table
    return display
  }
}
