// SPDX-License-Identifier: GPL-3.0-or-later

/// Options of nmap's command line inside a playbook.
extension Lexer {
  /// An option at the cursor, skipped with its value; `false` if the `-` is a minus.
  mutating func optionOfNmap() -> Bool {
    guard !isStuckToOperand, let last = tokens.last, !pending.contains(.newlineBefore) else { return false }
    let isDouble = byte(cursor + 1) == UInt8(ascii: "-")
    let end = optionEnd(cursor + (isDouble ? 2 : 1))
    guard end - cursor > 1, end - cursor < 24, byte(cursor + (isDouble ? 2 : 1)).isLetter else { return false }
    let isBehindOperand = last.kind == .identifier || last.kind.surelyEndsOperand
    if !isDouble, isBehindOperand, byte(cursor + 1) == UInt8(ascii: "p"), portOption() { return true }
    if last.kind == .kwScan, byte(cursor + 1) == UInt8(ascii: "p"), leadingPortOption() { return true }
    let word = text(cursor, end)
    if let row = row(word, isBehindOperand, isDouble) {
      skipOption(row, to: valueEnd(row, end), end)
      return true
    }
    guard isDouble, isBehindOperand else { return false }
    skipOption(nil, to: end, end)
    return true
  }

  private func row(_ word: String, _ isBehindOperand: Bool, _ isDouble: Bool) -> NmapOption? {
    let exact = NmapOption.certain.first { $0.option == word }
    if let exact { return exact }
    let attached = NmapOption.certain.first {
      $0.value == .attached && word.hasPrefix($0.option) && word.dropFirst(3).allSatisfy(\.isNumber)
    }
    return attached ?? (isBehindOperand ? NmapOption.behindOperand.first { $0.option == word } : nil)
  }

  private func optionEnd(_ start: Int) -> Int {
    var end = nameEnd(start)
    while byte(end) == UInt8(ascii: "-"), byte(end + 1).isLetter { end = nameEnd(end + 1) }
    return end
  }

  /// Offset behind the value of an option.
  private func valueEnd(_ row: NmapOption, _ end: Int) -> Int {
    guard row.value == .next else { return end }
    var start = end
    while byte(start).isBlank || byte(start) == UInt8(ascii: "=") { start += 1 }
    var behind = start
    while behind < bytes.count, bytes[behind] > 0x20, bytes[behind] < 0x7F, !"{}()#\";-".utf8.contains(bytes[behind]) {
      behind += 1
    }
    return behind > start && start > end ? behind : end
  }

  /// Reports an option, known or not, and passes over it with its value.
  private mutating func skipOption(_ row: NmapOption?, to end: Int, _ optionEnd: Int) {
    let place = span(cursor, end)
    let replacement = row.map { $0.replacement(for: valueText($0, optionEnd, end)) } ?? ""
    let label: String
    var notes: [String] = []
    switch row?.meaning {
    case .clause, .filled: label = "here this is said by a clause"
    case .elsewhere(let note):
      label = "no clause says this"
      notes = [note]
    case .nothing, nil: label = "not needed here"
    }
    report(
      Diagnostic(
        .nmapOption, "`\(text(cursor, optionEnd))` is an option of nmap's command line", at: place, label: label,
        notes: notes,
        fixes: replacement.map { [Repair(replace: place, with: $0, $0.isEmpty ? "" : "the nearest there is")] } ?? []))
    pass(.skipped, to: end)
    pending.insert(.blankBefore)
  }

  /// What an option is given: `80` of `-PS80`, `100` of `--max-rate 100`.
  private func valueText(_ row: NmapOption, _ optionEnd: Int, _ end: Int) -> String {
    if row.value == .attached { return String(text(cursor, optionEnd).dropFirst(row.option.count)) }
    var start = optionEnd
    while start < end, byte(start).isBlank || byte(start) == UInt8(ascii: "=") { start += 1 }
    return text(start, end)
  }

  /// `-p 80 ` before the targets, skipped with its value.
  private mutating func leadingPortOption() -> Bool {
    var end = cursor + 2
    while byte(end).isBlank { end += 1 }
    guard byte(end).isDigit || byte(end) == UInt8(ascii: "-") else { return false }
    let value = end
    while end < bytes.count, bytes[end] > 0x20, !"{}();#".utf8.contains(bytes[end]) { end += 1 }
    let ports = byte(value) == UInt8(ascii: "-") ? "all_ports" : text(value, end)
    report(
      Diagnostic(
        .nmapOption, "`\(text(cursor, cursor + 2))` is an option of nmap's command line", at: span(cursor, end),
        label: "here this is said by a clause", notes: ["behind the targets: ports \(ports)"]))
    pass(.skipped, to: end)
    pending.insert(.blankBefore)
    return true
  }

  /// `-p 80`, `-p80`, `-p-`: read as the word `ports`.
  private mutating func portOption() -> Bool {
    let next = byte(cursor + 2)
    guard next.isBlank || next.isDigit || next == UInt8(ascii: "-") else { return false }
    let isAll = next == UInt8(ascii: "-") && !byte(cursor + 3).continuesName
    let end = cursor + (isAll ? 3 : 2)
    let clause = isAll ? "ports all_ports" : next.isBlank ? "ports" : "ports "
    report(
      Diagnostic(
        .nmapOption, "`\(text(cursor, end))` is an option of nmap's command line", at: span(cursor, end),
        label: "here this is said by a clause",
        fixes: [Repair(replace: span(cursor, end), with: clause, "a clause of `scan`")]))
    if isAll { pass(.skipped, to: end) } else { emit(.kwPorts, to: end, diagnosed: true) }
    pending.insert(.blankBefore)
    return true
  }
}
