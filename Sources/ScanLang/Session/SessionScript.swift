// SPDX-License-Identifier: GPL-3.0-or-later

/// A session as a playbook: what worked in it, in the order in which it ended, so that running the playbook comes to the
/// same.
///
/// Values that were shown are printed; those that are used (`_3`) get a name; what was declared anew keeps its last
/// working form. What a file cannot say is left out, as a comment with the reason, and so is what depends on it.
public struct SessionScript: Sendable {
  /// Its source, formatted.
  public let bytes: [UInt8]
  /// How many entries are in it.
  public let entryCount: Int
  /// What is in it as a comment alone, and why.
  public let leftOut: [LeftOut]

  /// An entry that a file cannot hold.
  public struct LeftOut: Hashable, Sendable {
    /// The entry, on one line.
    public let excerpt: String
    /// What is wrong with it in a file.
    public let reason: String
  }

  /// Why no script was made.
  public enum Failure: Error, Hashable, Sendable {
    /// Nothing worked yet.
    case empty
    /// A file that is imported cannot be read from where the script is to be: the headline.
    case imports(String)
    /// It does not pass the checks as a whole: the headline.
    case unsound(String)
  }

  /// Makes a script. `header` are lines that stand at its head as comments; `check` tells what is wrong with a playbook in
  /// the place where it is to be.
  public init(
    _ events: [SessionEvent], header: [String], check: (SourceFile) -> [Diagnostic]
  ) throws(Failure) {
    var draft = ScriptDraft(Self.withoutRounds(events), header: header)
    guard draft.entryCount > 0 else { throw .empty }
    while true {
      let source = SourceFile(name: "<session>", text: draft.text)
      let errors = check(source).filter { $0.severity == .error }
      guard !errors.isEmpty else { break }
      let found = errors.compactMap { error in draft.block(at: error.span).map { ($0, error.headline) } }
      guard !found.isEmpty else { throw .unsound(errors[0].headline) }
      for (block, reason) in found {
        guard !draft.isImporting(block) else { throw .imports(reason) }
        draft.leaveOut(block, because: reason)
      }
    }
    let text = draft.text
    bytes = (try? Formatter.format(SourceFile(name: "<session>", text: text))) ?? Array(text.utf8)
    entryCount = draft.entryCount
    leftOut = draft.leftOut
  }

  /// Of rounds of the same entry the last alone.
  private static func withoutRounds(_ events: [SessionEvent]) -> [SessionEvent] {
    zip(events, events.dropFirst().map { $0 } + [.remark("")]).compactMap { event, next in
      guard case .entry(let ended) = event, ended.isRound, case .entry(let following) = next, following.isRound,
        ended.entry.program.tree.source.bytes == following.entry.program.tree.source.bytes
      else { return event }
      return nil
    }
  }
}

/// A script in the making: blocks of lines, some of which may turn out not to fit in a file.
private struct ScriptDraft {
  private struct Block {
    /// The entry's place in the selection; `nil` for remarks.
    let item: Int?
    let text: String
    var reason: String?

    var shown: String {
      guard let reason else { return text }
      return EntryRewriting.commented("left out, \(reason):\n\(text)")
    }
  }

  private let selection: SessionSelection
  private let header: [String]
  private var blocks: [Block] = []

  init(_ events: [SessionEvent], header: [String]) {
    self.header = header
    selection = SessionSelection(
      events.compactMap { event in
        if case .entry(let ended) = event { return ended }
        return nil
      })
    var item = 0
    for event in events {
      switch event {
      case .remark(let text): blocks.append(Block(item: nil, text: EntryRewriting.commented(text)))
      case .entry:
        if selection.isKept(item) {
          let text = EntryRewriting(selection, item).text
          if !text.isEmpty { blocks.append(Block(item: item, text: text)) }
        }
        item += 1
      }
    }
  }

  /// Entries that are code.
  var entryCount: Int { blocks.count { $0.item != nil && $0.reason == nil } }

  var leftOut: [SessionScript.LeftOut] {
    blocks.compactMap { block in
      block.reason.map {
        let source = SourceFile(name: "", text: block.text)
        return SessionScript.LeftOut(
          excerpt: source.excerpt(SourceSpan(start: 0, end: UInt32(source.bytes.count))), reason: $0)
      }
    }
  }

  // MARK: Text

  var text: String { laidOut().text }

  /// The text, and where each block is in it.
  private func laidOut() -> (text: String, ends: [Int]) {
    var text = header.map { $0.isEmpty ? "\n" : "# \($0)\n" }.joined()
    var ends: [Int] = []
    var isLong = true
    for block in blocks {
      let shown = block.shown
      let isNextLong = shown.contains("\n")
      if !text.isEmpty, isLong || isNextLong { text += "\n" }
      text += shown + "\n"
      ends.append(text.utf8.count)
      isLong = isNextLong
    }
    return (text, ends)
  }

  /// The block that a piece of the text belongs to.
  func block(at span: SourceSpan) -> Int? {
    guard span.file == 0 else { return nil }
    let ends = laidOut().ends
    guard let block = ends.firstIndex(where: { Int(span.start) < $0 }), blocks[block].item != nil,
      blocks[block].reason == nil
    else { return nil }
    return block
  }

  // MARK: What does not fit

  func isImporting(_ block: Int) -> Bool {
    guard let item = blocks[block].item else { return false }
    return selection.items[item].parts.contains { part in
      if case .importModule = part.statement.kind { return true }
      return false
    }
  }

  /// Makes a comment of an entry, and of all that mean something of it.
  mutating func leaveOut(_ block: Int, because reason: String) {
    guard let item = blocks[block].item, blocks[block].reason == nil else { return }
    blocks[block].reason = reason
    let lost = selection.subjects(of: item)
    for other in blocks.indices {
      guard let item = blocks[other].item, blocks[other].reason == nil,
        !selection.uses(of: item).isDisjoint(with: lost)
      else { continue }
      leaveOut(other, because: "what it uses is left out")
    }
  }
}
