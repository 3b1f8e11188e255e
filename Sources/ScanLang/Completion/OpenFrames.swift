// SPDX-License-Identifier: GPL-3.0-or-later

/// What an entry has opened before the cursor and not closed, the whole entry first.
struct OpenFrames {
  /// A bracket, or a text, with what stands in it since its last statement, argument or item began.
  struct Frame {
    let kind: Kind
    /// The tokens at this level; what closed brackets hold is left out.
    var head: [Token] = []
    /// Names that were declared at this level.
    var names: [String] = []
    /// Names that the next block will see.
    var upcoming: [String] = []
    /// First words of what came before: clauses that were given.
    var given: Set<String> = []

    init(_ kind: Kind, names: [String] = [], given: Set<String> = []) {
      self.kind = kind
      self.names = names
      self.given = given
    }
  }

  /// What a frame holds.
  enum Kind: Hashable {
    case block
    /// Arms of `match`.
    case arms
    /// Clauses of a place, a line each.
    case clauses(ClauseWord.Place)
    case call(CallSite)
    case list, map, paren, interpolation
    /// What a function takes.
    case parameters
    /// A text; where its content begins.
    case text(Int)

    /// Whether line ends part what stands in it.
    var hasLines: Bool {
      switch self {
      case .block, .arms, .clauses: true
      case .call, .list, .map, .paren, .parameters, .interpolation, .text: false
      }
    }

    /// Whether `=>` parts a pattern from what follows from it.
    var hasArms: Bool { self == .arms || self == .clauses(.technique) }

    /// Whether commas part what stands in it.
    var hasItems: Bool {
      switch self {
      case .call, .list, .map: true
      case .block, .arms, .clauses, .paren, .parameters, .interpolation, .text: false
      }
    }
  }

  private(set) var frames = [Frame(.block)]
  private let cursor: EntryCursor
  /// The tokens of the bracket that was closed last.
  private var closed: [Token] = []

  /// Goes through what stands before the cursor.
  init(_ cursor: EntryCursor) {
    self.cursor = cursor
    for token in cursor.tokens { take(token) }
    if cursor.isBehindSemicolon, last.kind.hasLines { endStatement() }
    if cursor.isOnNewLine { endLine(before: nil) }
  }

  /// The innermost.
  var last: Frame { frames[frames.count - 1] }

  /// The same without the innermost.
  var withoutLast: OpenFrames {
    var frames = self
    if frames.frames.count > 1 { frames.frames.removeLast() }
    return frames
  }

  /// Names that the place of the cursor sees, the innermost first.
  var names: [String] { frames.reversed().flatMap { $0.names.reversed() } }

  /// What closes all that is open.
  var closers: String {
    frames.dropFirst().reversed().map { frame in
      switch frame.kind {
      case .block, .arms, .clauses, .map: "}"
      case .call, .paren, .parameters, .interpolation: ")"
      case .list: "]"
      case .text: "\""
      }
    }.joined()
  }

  // MARK: Tokens

  private mutating func take(_ token: Token) {
    var token = token
    // Behind a dot every word is a name.
    if token.kind.isKeyword, let dot = last.head.last?.kind, dot == .dot || dot == .questionDot {
      token.kind = .identifier
    }
    if token.flags.contains(.newlineBefore) { endLine(before: token.kind) }
    switch token.kind {
    case .leftParen: open(token, parenKind())
    case .leftBracket: open(token, .list)
    case .leftBrace: openBrace(token)
    case .interpolationStart: frames.append(Frame(.interpolation))
    case .stringStart: frames.append(Frame(.text(Int(token.end))))
    case .rightParen, .rightBracket, .rightBrace, .interpolationEnd, .stringEnd: close(token)
    case .stringSegment: break
    case .semicolon where last.kind.hasLines: endStatement()
    case .comma where last.kind.hasItems: endItem()
    default: append(token)
    }
  }

  private mutating func append(_ token: Token) {
    let place = frames.count - 1
    note(token)
    frames[place].head.append(token)
  }

  private mutating func open(_ token: Token, _ kind: Kind) {
    frames[frames.count - 1].head.append(token)
    frames.append(Frame(kind))
  }

  private mutating func close(_ token: Token) {
    // A bracket too many closes nothing.
    guard frames.count > 1 else { return }
    let frame = frames.removeLast()
    closed = frame.head
    let place = frames.count - 1
    // A closed bracket stands for what it holds.
    if let opener = frames[place].head.last, opener.kind.isOpener { frames[place].head.removeLast() }
    frames[place].head.append(token)
    if frame.kind == .parameters { frames[place].upcoming += parameters }
  }

  private mutating func endLine(before next: TokenKind?) {
    guard last.kind.hasLines, let end = last.head.last?.kind else { return }
    if end.continuesLine || next?.isSeenAcrossLines ?? false { return }
    endStatement()
  }

  private mutating func endStatement() {
    let place = frames.count - 1
    if case .clauses = last.kind, let first = last.head.first { frames[place].given.insert(cursor.text(first)) }
    frames[place].head = []
  }

  private mutating func endItem() {
    let place = frames.count - 1
    frames[place].head = []
    guard case .call(var site) = frames[place].kind else { return }
    site.place += 1
    let (names, given) = (frames[place].names, frames[place].given)
    frames[place] = Frame(.call(site), names: names, given: given)
  }

  // MARK: Names

  /// Keeps what a token declares together with those before it.
  private mutating func note(_ token: Token) {
    let place = frames.count - 1
    let head = frames[place].head
    switch (head.last?.kind, token.kind) {
    case (.kwLet, .identifier), (.kwVar, .identifier): frames[place].names.append(cursor.text(token))
    case (.kwAs, .identifier) where head.first?.kind == .kwOn: frames[place].upcoming.append(cursor.text(token))
    case (.kwFor, .identifier): frames[place].upcoming.append(cursor.text(token))
    case (.comma, .identifier) where head.first?.kind == .kwFor && head.count == 3:
      frames[place].upcoming.append(cursor.text(token))
    case (.identifier, .fatArrow) where !frames[place].kind.hasArms:
      if let name = head.last { frames[place].names.append(cursor.text(name)) }
    case (.rightParen, .fatArrow): frames[place].names += parameters
    case (.identifier, .colon):
      guard case .call(var site) = frames[place].kind, head.count == 1 else { return }
      site.given.insert(cursor.text(head[0]))
      frames[place] = Frame(.call(site), names: frames[place].names)
      frames[place].head = head
    default: break
    }
  }

  /// Names in the bracket that was closed last: what stands at its start and behind commas.
  private var parameters: [String] {
    closed.indices.filter { closed[$0].kind == .identifier && ($0 == 0 || closed[$0 - 1].kind == .comma) }
      .map { cursor.text(closed[$0]) }
  }

  // MARK: Brackets

  private func parenKind() -> Kind {
    let head = last.head
    guard let callee = head.last, callee.kind == .identifier || callee.kind == .kwPorts || callee.kind == .kwTargets
    else { return .paren }
    let before = head.dropLast().last?.kind
    if before == .kwFn { return .parameters }
    return .call(CallSite(name: cursor.text(callee), isMethod: before == .dot || before == .questionDot))
  }

  private mutating func openBrace(_ token: Token) {
    let frame = last
    let kind = braceKind(frame)
    let given = kind == .clauses(.scan) ? ClauseLine(header: frame.head, cursor).given : []
    frames[frames.count - 1].upcoming = []
    open(token, kind)
    frames[frames.count - 1].names = frame.upcoming
    frames[frames.count - 1].given = given
  }

  private func braceKind(_ frame: Frame) -> Kind {
    let head = frame.head
    guard let first = head.first, let last = head.last else { return frame.kind.hasLines ? .block : .map }
    if case .clauses(let place) = frame.kind {
      if first.kind == .kwOn { return .block }
      return place == .network ? .clauses(.host) : .map
    }
    if last.kind == .kwElse || frame.kind == .arms && last.kind == .fatArrow { return .block }
    if let place = Self.places[first.kind], !last.kind.wantsOperand || first.kind == .kwLimits {
      return .clauses(place)
    }
    if last.kind.wantsOperand { return .map }
    switch head.last(where: { Self.headers.contains($0.kind) })?.kind {
    case .kwScan: return .clauses(.scan)
    case .kwMatch: return .arms
    case nil: return .map
    default: return .block
    }
  }

  private static let places: [TokenKind: ClauseWord.Place] = [
    .kwExpect: .expect, .kwTechnique: .technique, .kwNetwork: .network, .kwLimits: .limits, .kwScope: .scope,
  ]

  private static let headers: Set<TokenKind> = [
    .kwScan, .kwMatch, .kwIf, .kwElse, .kwFor, .kwWhile, .kwFn, .kwTest,
  ]
}

extension TokenKind {
  fileprivate var isOpener: Bool {
    switch self {
    case .leftParen, .leftBracket, .leftBrace: true
    default: false
    }
  }

  /// Whether a value must follow: an operator, or a word that takes one.
  var wantsOperand: Bool {
    switch self {
    case .identifier, .rightBrace: false
    case .kwAs: false
    default: !surelyEndsOperand
    }
  }
}
