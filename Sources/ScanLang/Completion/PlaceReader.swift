// SPDX-License-Identifier: GPL-3.0-or-later

/// Says what may stand at the cursor, from what the entry has opened before it.
struct PlaceReader {
  let cursor: EntryCursor
  let frames: OpenFrames

  /// Reads an entry up to the cursor.
  init(_ cursor: EntryCursor) { self.init(cursor, frames: OpenFrames(cursor)) }

  init(_ cursor: EntryCursor, frames: OpenFrames) {
    self.cursor = cursor
    self.frames = frames
  }

  /// What may stand at the cursor; empty where nothing is known to.
  var offers: [CompletionOffer] {
    if cursor.isOpaque { return [] }
    let frame = frames.last
    let head = frame.head
    if let last = head.last?.kind, last == .dot || last == .questionDot { return [.members] }
    switch frame.kind {
    case .text: return inText
    case .clauses(let place): return clause(of: place, frame)
    case .arms: return arm(head)
    case .call(let site): return argument(of: site, head)
    case .map: return head.last?.kind == .colon ? [.operands] : value(head[...], otherwise: [])
    case .parameters: return typed(head)
    case .block: return statement(head)
    case .list, .paren, .interpolation: return value(head[...])
    }
  }

  // MARK: Values

  /// Where a value stands: its beginning, or what goes on behind it.
  func value(_ tokens: ArraySlice<Token>, otherwise: [CompletionOffer] = [.operators]) -> [CompletionOffer] {
    if tokens.contains(where: { $0.kind == .kwScan }) { return header(Array(tokens)) }
    if tokens.last?.kind.wantsOperand ?? true {
      return tokens.last?.kind.compares ?? false ? [.counterparts, .operands] : [.operands]
    }
    if tokens.contains(where: { $0.kind == .kwTry || $0.kind == .kwIf }) {
      return [.keywords(["else"])] + otherwise
    }
    return otherwise
  }

  /// The line of a scan.
  private func header(_ tokens: [Token]) -> [CompletionOffer] {
    let line = ClauseLine(header: tokens, cursor)
    let more: [CompletionOffer] = [.clauses(.scan, given: line.given)]
    guard let word = line.word else { return set(line.operands[...], .targets) + (line.wantsOperand ? [] : more) }
    return scanClause(word, line.operands[...]) + (line.wantsOperand ? [] : more)
  }

  /// What follows the word of a clause of `scan`.
  private func scanClause(_ word: String, _ operands: ArraySlice<Token>) -> [CompletionOffer] {
    let wantsOperand = operands.last?.kind.wantsOperand ?? true
    switch word {
    case "ports": return set(operands, .ports)
    case "using":
      if wantsOperand { return [.techniques] }
      return operands.contains { $0.kind == .kwElse } ? [] : [.keywords(["else"])]
    case "order", "discover", "keep": return [.choices(word)]
    default: return wantsOperand ? [.operands] : [.choices(word)]
    }
  }

  /// A set of targets or ports: its next operand, or what goes on behind it.
  func set(_ tokens: ArraySlice<Token>, _ members: CompletionOffer) -> [CompletionOffer] {
    if tokens.last?.kind.wantsOperand ?? true { return [members] }
    return tokens.contains { $0.kind == .kwExcept } ? [] : [.keywords(["except"])]
  }

  // MARK: Calls and types

  private func argument(of site: CallSite, _ head: [Token]) -> [CompletionOffer] {
    guard head.last?.kind == .colon, let name = head.first else {
      guard head.isEmpty else { return value(head[...]) }
      return [.arguments(of: site)] + operands(of: site, named: nil)
    }
    return operands(of: site, named: cursor.text(name))
  }

  /// What an argument may be, by the types of its parameter.
  private func operands(of site: CallSite, named name: String?) -> [CompletionOffer] {
    let types = site.parameter(named: name)?.types ?? []
    var offers: [CompletionOffer] = []
    if types.contains(.technique) { offers.append(.techniques) }
    if types.contains(.state) { offers.append(.states) }
    if types.contains(.flags) { offers.append(.flags) }
    if types.contains(.ports) || types.contains(.port) { offers.append(.ports) }
    if types.contains(.targets) || types.contains(.address) { offers.append(.targets) }
    return offers + [.operands]
  }

  private func typed(_ head: [Token]) -> [CompletionOffer] {
    switch head.last?.kind {
    case .colon, .arrow, .pipe: [.types]
    case .assign: [.operands]
    default: []
    }
  }

  private func arm(_ head: [Token]) -> [CompletionOffer] {
    if head.last?.kind == .fatArrow { return [.statements, .operands] }
    if head.isEmpty { return [.counterparts, .operands, .keywords(["else"])] }
    return value(head[...])
  }

  // MARK: Clauses in braces

  private func clause(of place: ClauseWord.Place, _ frame: OpenFrames.Frame) -> [CompletionOffer] {
    let head = frame.head
    guard let first = head.first else { return beginnings(of: place, given: frame.given) }
    if first.kind == .kwOn { return handler(head.dropFirst()) }
    let (word, operands) = (cursor.text(first), head.dropFirst())
    switch place {
    case .scan: return scanClause(word, operands)
    case .expect: return expectation(word, operands)
    case .technique: return technique(head)
    case .host: return behaviour(word, operands)
    case .scope where word == "using": return [.techniques]
    case .scope where word == "allow" || word == "deny": return set(operands, .targets)
    case .network where operands.isEmpty && word.hasPrefix("host"): return [.targets]
    default: return operands.last?.kind.wantsOperand ?? true ? [.operands] : [.choices(word)]
    }
  }

  private func beginnings(of place: ClauseWord.Place, given: Set<String>) -> [CompletionOffer] {
    switch place {
    case .scan: [.clauses(.scan, given: given), .keywords(["on"])]
    case .technique: [.clauses(.technique, given: given), .choices("technique"), .flags]
    // Their lines may come more than once.
    case .expect, .scope, .network, .host: [.clauses(place, given: [])]
    default: [.clauses(place, given: given)]
    }
  }

  private func handler(_ tokens: ArraySlice<Token>) -> [CompletionOffer] {
    guard let first = tokens.first, let last = tokens.last else { return [.clauses(.handler, given: [])] }
    if tokens.contains(where: { $0.kind == .kwAs }) { return [] }
    switch cursor.text(first) {
    case "host": return tokens.count == 1 || last.kind == .comma ? [.choices("on host")] : [.keywords(["as"])]
    case "done", "error": return [.keywords(["as"])]
    default: return [.keywords(["as"])] + statePorts(tokens)
    }
  }

  /// States, then ports: `open, open|filtered 22, 80`.
  private func statePorts(_ tokens: ArraySlice<Token>) -> [CompletionOffer] {
    let names = Set(Predeclared.states.map(\.name))
    let end = tokens.lastIndex { $0.kind == .identifier && names.contains(cursor.text($0)) }
    guard let last = tokens.last else { return [.states] }
    if last.kind == .pipe { return [.states] }
    guard let end else { return [.ports] }
    // Behind the comma of a state stands another state, or a port behind that of a port.
    if last.kind == .comma, end == tokens.endIndex - 2 { return [.states] }
    return end == tokens.endIndex - 1 ? [.ports] : set(tokens[(end + 1)...], .ports)
  }

  private func expectation(_ word: String, _ operands: ArraySlice<Token>) -> [CompletionOffer] {
    if operands.contains(where: { $0.kind == .kwOn }) {
      let place = operands.lastIndex { $0.kind == .kwOn }.map { $0 + 1 } ?? operands.startIndex
      return set(operands[place...], .targets) + (word == "waive" ? [.choices("waive")] : [])
    }
    switch word {
    case "never", "only", "always":
      return operands.isEmpty ? [.states] : statePorts(operands) + [.keywords(["on"])]
    case "waive":
      return operands.last?.kind.wantsOperand ?? true ? [.ports] : [.keywords(["on"]), .choices("waive")]
    case "same" where operands.isEmpty: return [.keywords(["as"])]
    case "same": return operands.last?.kind == .kwAs ? [.operands] : [.choices("expect")]
    default: return value(operands)
    }
  }

  private func technique(_ head: [Token]) -> [CompletionOffer] {
    if let arrow = head.lastIndex(where: { $0.kind == .fatArrow }) {
      return arrow == head.count - 1 || head.last?.kind == .pipe ? [.states] : []
    }
    if head.last?.kind == .pipe || head.count == 1 && cursor.text(head[0]) == "send" { return [.flags] }
    return head.count == 1 ? [.keywords(["if"])] : []
  }

  private func behaviour(_ word: String, _ operands: ArraySlice<Token>) -> [CompletionOffer] {
    switch word {
    case "open", "closed", "drop", "reject":
      if operands.last?.kind.wantsOperand ?? true, operands.last?.kind != .kwElse { return [.ports, .choices("host")] }
      return [.choices(word)]
    default: return [.choices(word)]
    }
  }
}

extension TokenKind {
  /// Whether what follows is held against what stands before.
  fileprivate var compares: Bool {
    switch self {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .kwIn, .kwHas: true
    default: false
    }
  }
}

extension CallSite {
  /// The parameter that an argument is for, of a builtin function or method; `nil` where none is known.
  func parameter(named name: String?) -> SignatureParameter? {
    let parameters = signature
    if let name { return parameters.first { $0.name == name } }
    return place < parameters.count ? parameters[place] : parameters.first { $0.isVariadic }
  }

  /// Parameters of what is called, as far as the language has it.
  var signature: [SignatureParameter] {
    if isMethod { return MethodTable.rows.first { $0.name.rawValue == name }?.parameters ?? [] }
    return Builtin(rawValue: name).map { BuiltinTable.row($0).parameters } ?? []
  }
}
