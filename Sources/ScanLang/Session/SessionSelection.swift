// SPDX-License-Identifier: GPL-3.0-or-later

/// Which statements of a session's entries a script needs, and what their names become in it.
///
/// A file declares a name once: of a name that was declared anew the last form is kept, and an earlier one only as far as
/// something that is kept still means it; it then has another name. So does a value (`_3`) that is used.
struct SessionSelection {
  typealias Subject = EntryPart.Subject

  /// An entry as a list of statements.
  struct Item {
    let ended: EndedEntry
    let parts: [EntryPart]
    /// What its value, or what was known of it, is to others.
    let value: Subject?
  }

  let items: [Item]
  /// Whether a statement is kept, by item and place.
  private(set) var isKept: [[Bool]]
  /// New names, of those that need one.
  private(set) var names: [Subject: String] = [:]

  init(_ entries: [EndedEntry]) {
    items = entries.map { ended in
      let entry = ended.entry
      let slot = ended.ending == .finished ? entry.valueSlot : entry.partialSlot
      return Item(
        ended: ended, parts: entry.program.tree.statements.map { EntryPart($0, of: entry) },
        value: slot.map { .resolved(.global($0)) })
    }
    isKept = items.map { $0.parts.map { _ in false } }
    select()
    nameAnew()
  }

  /// Whether anything of an item is kept.
  func isKept(_ item: Int) -> Bool { isKept[item].contains(true) }

  /// What the kept statements of an item speak of.
  func uses(of item: Int) -> Set<Subject> {
    Set(zip(items[item].parts, isKept[item]).flatMap { part, isKept in isKept ? part.uses.map(\.subject) : [] })
  }

  /// What an item gives to others.
  func subjects(of item: Int) -> Set<Subject> {
    let declared = zip(items[item].parts, isKept[item]).compactMap { part, isKept -> Subject? in
      guard isKept, case .declares(_, let subject) = part.role else { return nil }
      return subject
    }
    return Set(declared).union(items[item].value.map { [$0] } ?? [])
  }

  // MARK: What is kept

  private mutating func select() {
    let last = lastDeclarations()
    for (number, item) in items.enumerated() where item.ended.ending == .finished {
      for (place, part) in item.parts.enumerated() {
        switch part.role {
        case .edition: continue
        case .declares(let name, _): isKept[number][place] = last[name.text] ?? (number, place) == (number, place)
        case .assigns(let subject): isKept[number][place] = !isSuperseded(subject, last)
        case .value, .limits, .acts: isKept[number][place] = true
        }
      }
    }
    var used: Set<Subject> = []
    while case let now = usedSubjects, now != used {
      used = now
      keep(used)
    }
  }

  /// Where each name was declared for the last time.
  private func lastDeclarations() -> [String: (item: Int, place: Int)] {
    var last: [String: (Int, Int)] = [:]
    for (number, item) in items.enumerated() where item.ended.ending == .finished {
      for (place, part) in item.parts.enumerated() {
        if case .declares(let name, _) = part.role { last[name.text] = (number, place) }
      }
    }
    return last
  }

  private func isSuperseded(_ subject: Subject, _ last: [String: (item: Int, place: Int)]) -> Bool {
    for item in items where item.ended.ending == .finished {
      for case .declares(let name, subject) in item.parts.map(\.role) {
        guard let (item, place) = last[name.text], case .declares(_, let newest) = items[item].parts[place].role
        else { return false }
        return newest != subject
      }
    }
    return false
  }

  /// What kept statements speak of.
  private var usedSubjects: Set<Subject> { items.indices.reduce(into: []) { $0.formUnion(uses(of: $1)) } }

  /// Keeps what subjects need that was not kept yet.
  private mutating func keep(_ used: Set<Subject>) {
    for (number, item) in items.enumerated() {
      if item.ended.ending == .interrupted {
        // What a single scan knew can be had again, by letting it run to its end.
        if let value = item.value, used.contains(value), item.parts.count == 1 { isKept[number] = [true] }
        continue
      }
      for (place, part) in item.parts.enumerated() {
        // A module or network is the same whichever of its declarations is kept.
        if case .resolved? = part.about, let about = part.about, used.contains(about) { isKept[number][place] = true }
      }
    }
  }

  // MARK: Names

  private mutating func nameAnew() {
    var taken = words
    func fresh(_ base: String, _ number: Int) -> String {
      var number = number
      while taken.contains("\(base)_\(number)") { number += 1 }
      taken.insert("\(base)_\(number)")
      return "\(base)_\(number)"
    }
    let last = lastDeclarations()
    let used = usedSubjects
    for (number, item) in items.enumerated() {
      for (place, part) in item.parts.enumerated() where isKept[number][place] {
        guard case .declares(let name, let subject) = part.role, item.ended.ending == .finished,
          let newest = last[name.text], newest != (number, place)
        else { continue }
        names[subject] = fresh(name.text, 1)
      }
      guard let value = item.value, used.contains(value), isKept(number) else { continue }
      names[value] = fresh(isResults(item) ? "results" : "value", item.ended.number ?? 1)
    }
  }

  private func isResults(_ item: Item) -> Bool {
    guard item.ended.ending == .finished, case .value(_, let value)? = item.parts.last?.role else { return true }
    return item.ended.entry.program.types[value.id] == .record(.results)
  }

  /// Every word that stands in the entries: none of them may come to mean something else.
  private var words: Set<String> {
    var words: Set<String> = []
    for item in items {
      let tree = item.ended.entry.program.tree
      for token in tree.tokens where token.kind == .identifier { words.insert(tree.source.text(token.span)) }
    }
    return words
  }
}
