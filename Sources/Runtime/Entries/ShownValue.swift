// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// How values are laid out.
public struct ValueDisplay: Sendable {
  /// Columns of the terminal; `nil` never wraps.
  public var width: Int?
  /// Colours.
  public var style: TerminalStyle
  /// More rows than these are only counted.
  public var rowLimit: Int
  /// What tables look like.
  public var table = TableLayout.plain
  /// What is shown of it.
  public var form = Form.usual

  /// How records are shown.
  public enum Form: Hashable, Sendable {
    /// Their fields.
    case usual
    /// The packets behind it, as they were seen.
    case exchange
  }

  /// Makes a layout.
  public init(width: Int?, style: TerminalStyle = .plain, rowLimit: Int = 100) {
    self.width = width
    self.style = style
    self.rowLimit = rowLimit
  }
}

/// A value as a session shows it: results in one sentence, lists of records as a table, one record as lines, everything
/// else as its literal.
struct ShownValue {
  let frame: Frame
  let display: ValueDisplay
  /// Columns of the first line that are taken by the name of the value.
  var taken = 0
  /// A longer literal is cut.
  private static let literalLimit = 4000

  /// The value as lines; the first belongs behind its name.
  func lines(_ value: Value) -> [String] {
    if let results = value.asResults { return sentence(results) }
    if let list = value.asList, let table = table(of: list.items) { return table }
    if let fields = fields(of: value) { return record(value, fields) }
    if let map = value.asMap, map.count > 0 { return record(map) }
    return literal(value)
  }

  /// How a script shows the same: the report tells of results by itself.
  func form(_ value: Value) -> EndedEntry.Shown {
    if value.asResults != nil { return .nothing }
    return value.asList.flatMap { table(of: $0.items) } == nil ? .literal : .table
  }

  // MARK: Results

  /// The plain states first, then their mixtures.
  private static let states: [UInt8] = [1, 2, 4, 3, 5, 6, 7]

  private func sentence(_ results: ScanResults) -> [String] {
    var counts: [UInt8: UInt64] = [:]
    for host in results.talliedHosts {
      for (state, count) in results.tally(of: host)?.counts ?? [:] { counts[state, default: 0] += count }
    }
    let states = Self.states.compactMap { bits -> (plain: String, shown: String)? in
      guard let count = counts[bits], count > 0 else { return nil }
      let state = PortState(rawValue: bits)
      let number = FigureText.short(count)
      return ("\(number) \(state)", "\(number) " + display.style.state(state, state.description))
    }
    let room = display.width.map { max(20, $0 - taken) }
    let place = TextWrapping.cut(results.targets.description, to: min(60, room.map { $0 - 13 } ?? 60))
    let up = FigureText.count(results.hostsUp.count, "host") + " up"
    let head = "\(results.isPartial ? "(partial) " : "")results of \(place):"
    return flowing([(head, head), (up, up)] + states, room)
  }

  /// The head, then what it is about with commas between, on as many lines as that needs.
  private func flowing(_ pieces: [(plain: String, shown: String)], _ room: Int?) -> [String] {
    var lines: [(text: String, width: Int)] = []
    for (number, piece) in pieces.enumerated() {
      let comma = number == 0 || number == pieces.count - 1 ? "" : ","
      let width = TerminalText.width(piece.plain) + comma.count
      // The name stands before the first line alone.
      let limit = lines.count > 1 ? display.width : room
      if let last = lines.last, limit.map({ last.width + 1 + width <= $0 }) ?? true {
        lines[lines.count - 1] = ("\(last.text) \(piece.shown)\(comma)", last.width + 1 + width)
      } else {
        let margin = lines.isEmpty ? "" : "  "
        lines.append((margin + piece.shown + comma, margin.count + width))
      }
    }
    return lines.map(\.text)
  }

  // MARK: Tables

  /// A list of records as a table, `nil` for other lists.
  private func table(of items: [Value]) -> [String]? {
    guard let first = items.first, fields(of: first) != nil || first.asMap != nil else { return nil }
    let shown = Array(items.prefix(display.rowLimit))
    guard
      let table = try? ShowTable(frame: frame, node: 0).table(.list(shown), columns: [], sort: nil, isDescending: false)
    else { return nil }
    var lines = ["list of \(items.count):"] + TableRenderer(display).lines(table)
    if items.count > shown.count { lines.append("… and \(items.count - shown.count) more; `show` lists them all") }
    return lines
  }

  // MARK: Records

  /// The fields of a record, `nil` for what is none.
  private func fields(of value: Value) -> [FieldName]? {
    if case .portResult = value { return FieldTable.rows(of: .portResult).map(\.name) }
    if value.asHost != nil { return FieldTable.rows(of: .host).map(\.name) }
    return value.asRecord.map { FieldTable.rows(of: $0.recordKind).map(\.name) }
  }

  private func record(_ value: Value, _ fields: [FieldName]) -> [String] {
    let rows = fields.map { name -> (String, Value) in
      let field = (try? frame.field(name, of: value, 0)) ?? nil
      return (name.rawValue, field ?? .none)
    }
    return ["\(value.typeName):"] + vertical(rows)
  }

  private func record(_ map: MapObject) -> [String] {
    let rows = zip(map.keys, map.values).prefix(display.rowLimit).map { key, value in
      (key.displayText(frame.stores), value)
    }
    let more = map.count - rows.count
    return ["map of \(map.count):"] + vertical(rows) + (more > 0 ? ["… and \(more) more"] : [])
  }

  /// One line a field, the values below each other.
  private func vertical(_ rows: [(name: String, value: Value)]) -> [String] {
    let names = rows.map { TerminalText.sanitized($0.name) }
    let column = min(24, names.map { TerminalText.width($0) }.max() ?? 0)
    return zip(names, rows).map { name, row in
      let padding = String(repeating: " ", count: max(0, column - TerminalText.width(name)))
      let text = cut(brief(row.value), to: display.width.map { max(8, $0 - column - 4) } ?? Self.literalLimit)
      let shown = if case .state(let state) = row.value { display.style.state(state, text) } else { text }
      return "  " + display.style.paint(name + padding, .faint) + "  " + shown
    }
  }

  /// A value within a record: what would take lines of its own is only named.
  private func brief(_ value: Value) -> String {
    if let list = value.asList, list.items.count > 8 { return "list of \(list.items.count)" }
    return TerminalText.sanitized(value.literal(frame.stores))
  }

  // MARK: Literals

  private func literal(_ value: Value) -> [String] {
    [cut(TerminalText.sanitized(value.literal(frame.stores)), to: Self.literalLimit)]
  }

  private func cut(_ text: String, to width: Int) -> String {
    TextWrapping.cut(text, to: width)
  }
}
