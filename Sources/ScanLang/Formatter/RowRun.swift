// SPDX-License-Identifier: GPL-3.0-or-later

/// Adjacent lines whose parts are aligned in columns: clauses, arms, expectations, rules of simulated hosts.
///
/// A run ends at an empty line, at an entry of several lines and at one that has no columns.
struct RowRun {
  /// A column's place in one row.
  struct Cell {
    let column: Int
    /// The piece that gets the blanks; negative where the row only takes part in the measure.
    let piece: Int
    /// Width of the layout so far, where the cell ends.
    let width: Int
  }

  /// One entry.
  struct Row {
    var startWidth = 0
    var endWidth = 0
    var cells: [Cell] = []
  }

  /// Complete rows of the run at hand.
  var rows: [Row] = []
  /// The entry at hand.
  var row = Row()
  /// The least width of the first column.
  var leastWidth = 0
}

extension TreeLayout {
  /// Begins a list of entries.
  func beginRows(leastWidth: Int = 0) { runs.append(RowRun(leastWidth: leastWidth)) }

  /// Ends it.
  func endRows() {
    guard let run = runs.popLast() else { return }
    align(run)
  }

  /// One entry of the list.
  func row(_ contents: () -> Void) {
    let isAfterBlank = isBlankAhead
    let index = runs.count - 1
    let start = extent
    runs[index].row = RowRun.Row(startWidth: width)
    contents()
    let isLong = indentation + width - runs[index].row.startWidth > TreeLayout.lineWidth
    if runs[index].row.cells.isEmpty || hasSeveralLines(since: start) || isLong {
      finishRun(index)
    } else {
      if isAfterBlank { finishRun(index) }
      runs[index].row.endWidth = width
      runs[index].rows.append(runs[index].row)
    }
  }

  /// What follows in this entry is aligned with the same column of its neighbours.
  func column(_ number: Int) {
    runs[runs.count - 1].row.cells.append(RowRun.Cell(column: number, piece: pieces.count, width: width))
    pieces.append(LayoutPiece(kind: .pad))
  }

  /// This entry ends where others have another column, which then stands behind it.
  func endsBefore(column number: Int) {
    runs[runs.count - 1].row.cells.append(RowRun.Cell(column: number, piece: -1, width: width))
  }

  private func finishRun(_ index: Int) {
    guard !runs[index].rows.isEmpty else { return }
    align(runs[index])
    runs[index].rows.removeAll(keepingCapacity: true)
  }

  private func align(_ run: RowRun) {
    guard run.rows.count > 1 || run.leastWidth > 0 else { return }
    var added = [Int](repeating: 0, count: run.rows.count)
    var pads: [(piece: Int, width: Int)] = []
    for column in 0...(run.rows.flatMap(\.cells).map(\.column).max() ?? 0) {
      pads += self.pads(of: column, in: run, &added)
    }
    let isTooWide = zip(run.rows, added).contains {
      indentation + $0.endWidth - $0.startWidth + $1 > TreeLayout.lineWidth
    }
    guard !isTooWide else { return }
    for pad in pads { pieces[pad.piece].width = Int32(pad.width) }
  }

  private func pads(of column: Int, in run: RowRun, _ added: inout [Int]) -> [(piece: Int, width: Int)] {
    var widest = column == 0 ? run.leastWidth : 0
    var real = 0
    var hasMeasure = false
    for (index, row) in run.rows.enumerated() {
      for cell in row.cells where cell.column == column {
        widest = max(widest, cell.width - row.startWidth + added[index])
        if cell.piece >= 0 { real += 1 } else { hasMeasure = true }
      }
    }
    // A column that some rows lack stands alone unless two rows have it.
    guard real > 1 || (real == 1 && !hasMeasure && column == 0) else { return [] }
    var pads: [(piece: Int, width: Int)] = []
    for (index, row) in run.rows.enumerated() {
      for cell in row.cells where cell.column == column && cell.piece >= 0 {
        // A column that ends other rows is set off by one blank more.
        let blanks = widest - (cell.width - row.startWidth + added[index]) + (column == Self.lastColumn ? 1 : 0)
        pads.append((cell.piece, blanks))
        added[index] += blanks
      }
    }
    return pads
  }

  /// The column of what stands behind the ports of an expectation.
  static let lastColumn = 2
}
