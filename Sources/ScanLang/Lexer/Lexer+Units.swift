// SPDX-License-Identifier: GPL-3.0-or-later

/// Durations, sizes, scaled numbers, and units that do not exist.
extension Lexer {
  /// The word behind the number that ends at an offset.
  mutating func unit(_ numberEnd: Int, isFloat: Bool) {
    var end = numberEnd
    while byte(end).isLetter { end += 1 }
    let word = text(numberEnd, end)
    if word == "m", byte(end) == UInt8(ascii: "/"), rateUnitEnd(end) != nil {
      return unknownUnit(.rate, numberEnd, end)
    }
    switch UnitTable.kind(word[...]) {
    case .integer: scaled(to: end, isFloat: isFloat)
    case .duration: duration()
    case .size: size(to: end)
    default:
      if let meant = UnitTable.meant(word) { return unknownUnit(meant.kind, numberEnd, end) }
      unknownWord(numberEnd, literalEnd(end), isFloat: isFloat)
    }
  }

  // MARK: k and M

  private mutating func scaled(to end: Int, isFloat: Bool) {
    if byte(end) == UInt8(ascii: "/"), slashed(end) { return }
    if isFloat { return reportScaledFraction(end) }
    if hasLeadingZero(cursor) { return leadingZero(.integer, to: end) }
    if byte(end) == UInt8(ascii: "-"), byte(end + 1).isDigit { return rangeOfOtherEnds(cursor, rangeTail(end + 1)) }
    checkInteger(cursor, end)
  }

  private mutating func reportScaledFraction(_ end: Int) {
    let token = Token(kind: .integer, flags: [], start: UInt32(cursor), end: UInt32(end), file: source.file)
    let value = LiteralReader.int(token, source)
    report(
      Diagnostic(
        .notWhole, "`\(text(end - 1, end))` stands behind whole numbers", at: span(cursor, end),
        label: "this one has a fraction", fixes: value.map { [Repair(replace: span(cursor, end), with: "\($0)")] } ?? []
      ))
    literal(.integer, to: end, isDiagnosed: true)
  }

  // MARK: Durations

  private mutating func duration() {
    let start = cursor
    let end = durationEnd(start)
    if hasLeadingZero(start) { return leadingZero(.duration, to: end) }
    let isGood: Bool
    do {
      _ = try DurationText.read(LiteralText(bytes, start, end))
      isGood = !checkUnderscores(start, end)
    } catch {
      reportDuration(error, start, end)
      isGood = false
    }
    literal(.duration, to: end, isDiagnosed: !isGood)
  }

  /// Offset behind digits, points and letters.
  private func durationEnd(_ start: Int) -> Int {
    var end = start
    while byte(end).continuesName || (byte(end) == UInt8(ascii: ".") && byte(end + 1).isDigit) { end += 1 }
    return end
  }

  private mutating func reportDuration(_ fault: DurationText.Fault, _ start: Int, _ end: Int) {
    let all = span(start, end)
    switch fault {
    case .tooLarge: reportTooLarge(start, end, "durations reach about 292,000 years")
    case .notWhole:
      report(
        Diagnostic(
          .notWhole, "\(quote(start, end)) is no whole number of microseconds", at: all,
          label: "finer than a microsecond"))
    case .missingUnit(let from, let to):
      let unit = nextSmallerUnit(from)
      let fix = text(start, to) + unit + text(to, end)
      report(
        Diagnostic(
          .durationParts, "the \(quote(from, to)) in \(quote(start, end)) has no unit", at: span(from, to),
          label: "of what?", fixes: [Repair(replace: all, with: fix, "if `\(unit)` is meant")]))
    case .unknownUnit(let from, let to):
      let known = UnitTable.meant(text(from, to))?.unit
      let fixes = known.map { [Repair(replace: span(from, to), with: $0, isSafe: true)] } ?? []
      report(
        Diagnostic(
          .unknownUnit, "there is no unit `\(quote(from, to))`", at: span(from, to),
          label: known.map { "write `\($0)`" } ?? "units of time are us ms s m h d w", fixes: fixes))
    case .notFalling(let from, let to): reportParts(from, to, all, "the parts of a duration fall from large to small")
    case .fractionBefore(let from, let to):
      reportParts(from, to, all, "only the last part of a duration has a fraction")
    }
  }

  private mutating func reportParts(_ from: Int, _ to: Int, _ all: SourceSpan, _ headline: String) {
    let token = Token(kind: .duration, flags: .diagnosed, start: all.start, end: all.end, file: all.file)
    let value = LiteralReader.duration(token, source)
    let fixes = value.map { [Repair(replace: all, with: "\($0)", "the sum of the parts")] } ?? []
    report(Diagnostic(.durationParts, headline, at: span(from, to), label: "out of place", fixes: fixes))
  }

  /// The unit below the one in front of an offset.
  private func nextSmallerUnit(_ offset: Int) -> String {
    var start = offset
    while start > cursor, bytes[start - 1].isLetter { start -= 1 }
    guard let index = DurationText.unit(text(start, offset)), index + 1 < DurationText.units.count else { return "s" }
    return DurationText.units[index + 1].name
  }

  // MARK: Sizes

  private mutating func size(to end: Int) {
    if hasLeadingZero(cursor) { return leadingZero(.size, to: end) }
    do {
      _ = try LiteralReader.readSize(LiteralText(bytes, cursor, end))
      literal(.size, to: end, isDiagnosed: checkUnderscores(cursor, end))
    } catch {
      if case .notWhole = error {
        report(
          Diagnostic(
            .notWhole, "\(quote(cursor, end)) is no whole number of bytes", at: span(cursor, end),
            label: "a part of a byte is left"))
      } else {
        reportTooLarge(cursor, end, "sizes reach 9223372036854775807B")
      }
      literal(.size, to: end, isDiagnosed: true)
    }
  }

  // MARK: Units that do not exist

  /// A unit at `start..<end` that stands for another: `5min`.
  mutating func unknownUnit(_ kind: TokenKind, _ start: Int, _ end: Int) {
    let word = text(start, end)
    let meant = kind == .rate && word == "m" ? "M" : UnitTable.meant(word)?.unit ?? ""
    var behind = end
    if kind == .integer || kind == .rate, let rate = rateUnitEnd(end) { behind = rate }
    let fix = text(cursor, start) + meant + text(end, behind)
    let label = word == "m" ? "minutes; millions are `M`" : "write `\(meant)`"
    report(
      Diagnostic(
        .unknownUnit, "there is no unit `\(word)`\(word == "m" ? " for a rate" : "")", at: span(start, end),
        label: label,
        fixes: [Repair(replace: span(cursor, behind), with: fix, isSafe: word != "m")]))
    emit(behind > end ? .rate : kind, to: literalEnd(behind), diagnosed: true)
  }

  /// A number with letters behind it that are no unit.
  private mutating func unknownWord(_ start: Int, _ end: Int, isFloat: Bool) {
    let word = quote(start, end)
    let near =
      word.utf8.count > 1 ? Spelling.nearest(to: word, in: ["ms", "us", "KiB", "MiB", "GiB", "KB", "MB", "GB"]) : nil
    let isNano = word == "ns" || word == "nsec"
    let isBits = word.lowercased().hasSuffix("bit") || word.lowercased().hasSuffix("bps")
    var notes: [String] = []
    if isNano { notes = ["durations are counted in microseconds"] }
    if isBits { notes = ["rates count packets or attempts, not bits: 10k/s"] }
    let label = near.map { "is `\($0)` meant?" } ?? UnitTable.listed
    report(
      Diagnostic(.unknownUnit, "there is no unit `\(word)`", at: span(start, end), label: label, notes: notes))
    emit(isFloat ? .float : .integer, to: end, diagnosed: true)
  }
}
