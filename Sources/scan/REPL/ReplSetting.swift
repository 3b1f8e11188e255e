// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang
import ScanRuntime

/// Something that `:set` changes: one row each, from which its list, help, completion and messages are made.
struct ReplSetting: Sendable {
  /// What it is called.
  let name: String
  /// What can stand behind the name: words, each with what it means, or a kind of thing in capitals.
  let values: [(word: String, meaning: String)]
  /// One line.
  let summary: String
  /// A value as an example.
  let example: String
  /// What it is now.
  let get: @Sendable (ReplSettings) -> String
  /// Changes it; `false` for what is no value of it.
  let set: @Sendable (inout ReplSettings, String) -> Bool

  /// `pager auto|on|off`
  var form: String { name + " " + values.map(\.word).joined(separator: "|") }

  /// All settings in the order of their list.
  static let all: [ReplSetting] = [
    ReplSetting(
      name: "table", values: TableLayout.Style.allCases.map { ($0.rawValue, $0.documentation) },
      summary: "how lists of records are laid out", example: "box",
      get: { $0.table.style.rawValue },
      set: { settings, word in
        guard let style = TableLayout.Style(rawValue: word) else { return false }
        settings.table.style = style
        return true
      }),
    ReplSetting(
      name: "rows", values: [("COUNT", "so many, the others are counted"), ("all", "every row")],
      summary: "rows of a value that are shown", example: "50",
      get: { $0.rowLimit == .max ? "all" : String($0.rowLimit) },
      set: { settings, word in
        guard let count = word == "all" ? .max : Int(word), count > 0 else { return false }
        settings.rowLimit = count
        return true
      }),
    ReplSetting(
      name: "pager", values: Pager.Mode.allCases.map { ($0.rawValue, $0.documentation) },
      summary: "what goes through $SCAN_PAGER, $PAGER or less on a terminal", example: "off",
      get: { $0.pager.rawValue },
      set: { settings, word in
        guard let mode = Pager.Mode(rawValue: word) else { return false }
        settings.pager = mode
        return true
      }),
    isOn("color", "whether what is shown is coloured", \.isColored),
    isOn("time", "whether each entry tells how long it took", \.showsTime),
  ]

  private static func isOn(
    _ name: String, _ summary: String, _ place: WritableKeyPath<ReplSettings, Bool> & Sendable
  ) -> ReplSetting {
    ReplSetting(
      name: name, values: [("on", ""), ("off", "")], summary: summary, example: "on",
      get: { $0[keyPath: place] ? "on" : "off" },
      set: { settings, word in
        guard word == "on" || word == "off" else { return false }
        settings[keyPath: place] = word == "on"
        return true
      })
  }

  /// What it is and what its values do, on one line.
  var fact: ReferenceEntry.Fact {
    let values = values.map { $0.meaning.isEmpty ? $0.word : "\($0.word) (\($0.meaning))" }
    return ReferenceEntry.Fact(name, "\(summary): \(values.joined(separator: ", "))")
  }

  /// What the words of all forms mean.
  static var meanings: [String: String] {
    let words = all.map { ($0.name, $0.summary) } + all.flatMap(\.values).filter { !$0.meaning.isEmpty }
    return Dictionary(words, uniquingKeysWith: { first, _ in first })
  }

  /// The setting of a name, or the one that begins like it when there is only one.
  static func named(_ name: String) -> ReplSetting? {
    if let exact = all.first(where: { $0.name == name }) { return exact }
    let candidates = all.filter { $0.name.hasPrefix(name) }
    return candidates.count == 1 ? candidates[0] : nil
  }

  // MARK: The command

  /// Everything that `:set` changes, for `:help set`.
  static var listing: String {
    let rows = all.flatMap { setting -> [(String, String)] in
      [("\(setting.form)", setting.summary)]
        + setting.values.filter { !$0.meaning.isEmpty }.map { ("  \($0.word)", $0.meaning) }
    }
    return rows.map { name, text in
      name.count > 10 ? "\(name)\n              \(text)" : name + String(repeating: " ", count: 14 - name.count) + text
    }.joined(separator: "\n")
  }

  /// The settings with their values as a table.
  static func list(_ settings: [ReplSetting], _ session: ReplSession) -> String {
    let table = TableRecord(
      columns: ["setting", "value", "values", "meaning"],
      rows: settings.map { setting in
        [
          setting.name, setting.get(session.settings), setting.values.map(\.word).joined(separator: " "),
          setting.summary,
        ].map { TableRecord.Cell(text: $0) }
      })
    return TableRenderer(session.settings.display).lines(table).joined(separator: "\n") + "\n"
  }

  /// Does what `:set` is asked: lists all, shows one, changes one.
  static func run(_ session: ReplSession, _ text: String) throws(ReplFailure) {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let name = words.first else { return session.page(list(all, session)) }
    guard let setting = named(name) else {
      let nearest = Spelling.nearest(to: name, in: all.map(\.name))
      throw ReplFailure(
        "`\(TerminalText.sanitized(name))` cannot be set",
        hint: nearest.map { "did you mean :set \($0)?" } ?? ":set lists what can")
    }
    guard words.count > 1 else { return session.page(list([setting], session)) }
    guard words.count == 2, setting.set(&session.settings, words[1]) else {
      throw ReplFailure(
        "\(setting.name) is \(setting.values.map(\.word).joined(separator: ", "))",
        hint: ":set \(setting.name) \(setting.example)")
    }
  }
}
