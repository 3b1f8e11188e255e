// SPDX-License-Identifier: GPL-3.0-or-later

/// What follows the clause words of `scan`.
extension Parser {
  /// The operands of a clause whose word has been taken.
  func parseClauseOperands(_ form: ClauseWord.ScanForm) -> ScanClause.Kind {
    switch form {
    case .ports: .ports(parseSet())
    case .using: parseUsing()
    case .rate: .rate(parseRates())
    case .order: parseOrder()
    case .discover: parseDiscover()
    case .followups: .followups(parseFollowups())
    case .keep: parseKeep()
    case .shard: parseShard()
    default: parseScalarClause(form)
    }
  }

  private func parseScalarClause(_ form: ClauseWord.ScanForm) -> ScanClause.Kind {
    let value = parseBinary(.or)
    switch form {
    case .retries: return .retries(value)
    case .timeout: return .timeout(value)
    case .deadline: return .deadline(value)
    case .confirm: return .confirm(value)
    case .via: return .via(value)
    case .sourcePort: return .sourcePort(value)
    case .ttl: return .ttl(value)
    default: return .missing
    }
  }

  /// `T, T… [else T]`
  private func parseUsing() -> ScanClause.Kind {
    let techniques = parseOperands()
    guard kind == .kwElse, !isAtLineBreak else { return .using(techniques, fallback: nil) }
    advance()
    return .using(techniques, fallback: parseBinary(.union))
  }

  /// `R`, `R per host`, or both with a comma.
  func parseRates() -> [RateItem] {
    var items: [RateItem] = []
    repeat {
      let value = parseBinary(.coalesce)
      items.append(RateItem(value: value, perHost: takePerHost()))
    } while kind == .comma && takeComma()
    return items
  }

  private func takePerHost() -> Bool {
    guard take(word: "per") else { return false }
    if !take(word: "host") { complainMissing(.wordMissing, "`host`") }
    return true
  }

  /// `N per host`, `N total`, or both with a comma.
  private func parseFollowups() -> [FollowupLimit] {
    var limits: [FollowupLimit] = []
    repeat {
      let value = parseBinary(.coalesce)
      let perHost = takePerHost()
      if !perHost, !take(word: "total") { complainMissing(.wordMissing, "`per host` or `total`") }
      limits.append(FollowupLimit(value: value, perHost: perHost))
    } while kind == .comma && takeComma()
    return limits
  }

  private func parseOrder() -> ScanClause.Kind {
    guard let word = takeChoice(["random", "sequential"], of: "order") else { return .missing }
    guard word == "random" else { return .orderSequential }
    return .orderRandom(seed: take(word: "seed") ? parseBinary(.or) : nil)
  }

  private func parseKeep() -> ScanClause.Kind {
    guard let word = takeChoice(["all", "open"], of: "keep") else { return .missing }
    return .keep(all: word == "all")
  }

  private func parseDiscover() -> ScanClause.Kind {
    if kind == .kwNone, !isAtLineBreak {
      advance()
      return .discoverNone
    }
    if take(word: "auto") { return .discoverAuto }
    return .discover(parseOperands())
  }

  private func parseShard() -> ScanClause.Kind {
    let part = parseBinary(.coalesce)
    if !take(word: "of") { complainMissing(.wordMissing, "`of` and the number of parts") }
    return .shard(part, of: parseBinary(.coalesce))
  }

  /// Takes one of a few words; otherwise a diagnostic names them.
  func takeChoice(_ words: [String], of clause: String) -> String? {
    let list = words.map { "`\($0)`" }.joined(separator: words.count > 2 ? ", " : " or ")
    guard kind.isWord, !isAtLineBreak else {
      complainMissing(.choiceMissing, list)
      return nil
    }
    let word = text(position)
    guard words.contains(word) else {
      let nearest = Spelling.nearest(to: word, in: words)
      complain(
        .unknownChoice, "`\(clause)` knows no `\(word)`", at: here,
        label: nearest.map { "did you mean `\($0)`?" } ?? "\(list) belongs here",
        notes: ["known here: \(words.joined(separator: ", "))"],
        fixes: nearest.map { [Repair(replace: here, with: $0, "the nearest word")] } ?? [])
      lose()
      return nil
    }
    advance()
    return word
  }
}
