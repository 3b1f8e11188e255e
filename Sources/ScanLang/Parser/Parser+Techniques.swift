// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// `technique name { send …  arms }` (language reference, section 4).
extension Parser {
  /// What has been read of a technique.
  private struct TechniqueDraft {
    var send: (kind: Technique.Send, span: SourceSpan)?
    var options: [(name: Name, value: Expression)] = []
    var arms: [TechniqueArm] = []
    var seen: [String: SourceSpan] = [:]
  }

  /// A declaration of a technique.
  func parseTechnique() -> Statement.Kind {
    let start = position
    advance()
    let name = takeName("a technique")
    var draft = TechniqueDraft()
    let mistakes = diagnostics.count
    parseBraces(of: start, "technique", in: .technique) { parseTechniqueEntry(&draft) }
    if draft.send == nil, !isLost, mistakes == diagnostics.count { complainAboutSend(name) }
    return .technique(
      TechniqueDeclaration(
        name: name, send: draft.send, options: draft.options, arms: draft.arms, span: span(from: start)))
  }

  private func complainAboutSend(_ name: Name) {
    entryStart = position
    complain(
      .sendMissing, "the technique `\(name.text)` sends nothing", at: name.span, label: "what is the probe?",
      notes: ["a technique says `send SYN`, `send payload` or `connect`, then how each answer is read"])
  }

  private func parseTechniqueEntry(_ draft: inout TechniqueDraft) {
    let start = position
    guard kind == .identifier else { return complainAboutTechniqueLine() }
    guard let row = ClauseWord.row(text(start), in: .technique), case .technique(let form) = row.form else {
      if let arm = parseTechniqueArm() { draft.arms.append(arm) }
      return
    }
    advance()
    let word = name(at: start)
    switch form {
    case .send, .connect:
      let send = form == .send ? parseSend() : .connect
      let place = span(from: start)
      noteSend(send, place, in: &draft)
    case .option:
      let value = parseBinary(.union)
      noteClause(word, in: &draft.seen) { draft.options.append((word, value)) }
    }
  }

  private func noteSend(_ send: Technique.Send?, _ place: SourceSpan, in draft: inout TechniqueDraft) {
    if let first = draft.send {
      complain(
        .clauseTwice, "a technique sends one probe", at: place, label: "a second one",
        related: [RelatedSpan(first.span, "the first is here")])
    } else if let send {
      draft.send = (send, place)
    }
  }

  private func parseSend() -> Technique.Send? {
    if take(word: "payload") { return .payload }
    guard !isAtLineBreak else {
      complainMissing(.flagMissing, "what is sent, such as `SYN`,")
      return nil
    }
    return parseFlags().map { .flags($0) }
  }

  /// `SYN|ACK`
  private func parseFlags() -> TCPFlags? {
    var flags: TCPFlags = []
    repeat {
      guard kind.isWord else {
        complainMissing(.flagMissing, "a flag such as `SYN`")
        return nil
      }
      guard let flag = TCPFlags(name: text(position)) else {
        complainAboutFlag()
        return nil
      }
      flags.formUnion(flag)
      advance()
    } while take(.pipe)
    return flags
  }

  private static let flagWords = ["SYN", "ACK", "FIN", "RST", "PSH", "URG", "ECE", "CWR", "NONE"]
  private static let answerWords = ["reply", "accepted", "refused", "unreachable", "silence"]

  private func complainAboutFlag() {
    complainAboutAnswer(known: Self.flagWords + ["payload"], "a TCP flag, nor `payload`")
  }

  private func complainAboutAnswer(known: [String], _ what: String) {
    let nearest = Spelling.nearest(to: text(position), in: known)
    complain(
      .unknownAnswer, "`\(text(position))` is not \(what)", at: here,
      label: nearest.map { "did you mean `\($0)`?" } ?? "not known here",
      notes: ["known here: \(known.joined(separator: ", "))"],
      fixes: nearest.map { [Repair(replace: here, with: $0, "the nearest word")] } ?? [])
    lose()
  }

  private func complainAboutTechniqueLine() {
    complain(
      .unknownAnswer, "`\(excerpt(position))` begins no line of a technique", at: here,
      label: "`send`, an option or an answer belongs here")
    lose()
  }

  /// `answer [if condition] => state`
  private func parseTechniqueArm() -> TechniqueArm? {
    let start = position
    guard let answer = parseAnswer() else { return nil }
    let answerSpan = span(from: start)
    let condition = kind == .kwIf && take(.kwIf) ? parseBinary(.or) : nil
    guard take(.fatArrow) else {
      complainMissing(.armWithoutArrow, "`=>` and a state")
      return nil
    }
    guard let state = parseState() else { return nil }
    return TechniqueArm(
      answer: answer, answerSpan: answerSpan, condition: condition, state: state, span: span(from: start))
  }

  private func parseAnswer() -> AnswerPattern? {
    let word = text(position)
    switch word {
    case "reply", "accepted", "refused", "silence":
      advance()
      return word == "reply" ? .reply : word == "accepted" ? .accepted : word == "refused" ? .refused : .silence
    case "unreachable":
      advance()
      return parseUnreachable()
    default:
      guard TCPFlags(name: word) != nil else {
        let options = ClauseWord.rows(in: .technique).map(\.word)
        complainAboutAnswer(known: Self.flagWords + Self.answerWords + options, "an answer that a technique can read")
        return nil
      }
      return parseFlags().map { .flags($0) }
    }
  }

  /// `unreachable(port, host)`
  private func parseUnreachable() -> AnswerPattern? {
    let opener = position
    let saved = newlinesCount
    guard kind == .leftParen, !isAtLineBreak else { return .unreachable([]) }
    newlinesCount = false
    defer { newlinesCount = saved }
    advance()
    var kinds: [UnreachableKind] = []
    repeat {
      guard let word = takeChoice(Self.unreachableKinds.map(\.word), of: "unreachable") else { return nil }
      kinds += Self.unreachableKinds.filter { $0.word == word }.map(\.kind)
    } while take(.comma) && kind != .rightParen
    closeBracket(.rightParen, of: opener)
    return .unreachable(kinds)
  }

  private static let unreachableKinds: [(word: String, kind: UnreachableKind)] = [
    ("net", .net), ("host", .host), ("port", .port), ("protocol", .protocol), ("admin", .admin),
  ]
}
