// SPDX-License-Identifier: GPL-3.0-or-later

/// Offers made into candidates.
extension EntryCompleter {
  /// Everything that an offer stands for, whether it goes on with the word or not.
  func candidates(for offer: CompletionOffer, _ request: Request) -> [CompletionCandidate] {
    switch offer {
    case .statements: keywords(Self.statementWords)
    case .operands: operands(request)
    case .operators: keywords(["and", "or", "in", "has", "not"])
    case .keywords(let words): keywords(words)
    case .clauses(let place, let given): clauses(place, without: given)
    case .choices(let place): choices(place)
    case .words(let place, let words): choices(place).filter { words.contains($0.text) }
    case .counterparts: counterparts(request)
    case .targets: targets(request)
    case .ports: ports(request)
    case .techniques: techniques + functions(["flags"])
    case .states: states
    case .flags: flags
    case .arguments(let site): arguments(of: site)
    case .members: members(request)
    case .columns: columns(request)
    case .types: ValueType.names.map { CompletionCandidate($0, Self.types[$0] ?? "") }
    case .formats: formats
    case .networks: networks
    case .modules, .files, .outputs, .services: []
    }
  }

  // MARK: Words of the language

  private static let statementWords = [
    "scan", "show", "let", "var", "print", "save", "expect", "fn", "for", "if", "while", "match", "try", "return",
    "break", "continue", "fail", "finding", "emit", "targets", "ports", "technique", "import", "param", "limits",
    "scope", "network", "test",
  ]

  private func keywords(_ words: [String]) -> [CompletionCandidate] {
    words.compactMap { word in
      Keyword.all.first { $0.word == word }.map { CompletionCandidate(word, $0.documentation) }
    }
  }

  private func clauses(_ place: ClauseWord.Place, without given: Set<String>) -> [CompletionCandidate] {
    ClauseWord.rows(in: place).filter { !given.contains($0.word) }
      .map { CompletionCandidate($0.word, $0.documentation) }
  }

  private func choices(_ place: String) -> [CompletionCandidate] {
    ChoiceWord.all.filter { $0.place == place }.map { CompletionCandidate($0.word, $0.documentation) }
  }

  private var states: [CompletionCandidate] {
    Predeclared.states.map { CompletionCandidate($0.name, $0.documentation) }
  }

  private var flags: [CompletionCandidate] {
    Predeclared.flags.map { CompletionCandidate($0.name, $0.documentation) }
  }

  private var portSets: [CompletionCandidate] {
    Predeclared.portSets.map { CompletionCandidate($0.name, $0.documentation) }
  }

  private var formats: [CompletionCandidate] {
    SaveFormat.allCases.map { CompletionCandidate($0.rawValue, $0.documentation) }
  }

  private static let types = Dictionary(
    TypeRow.all.map { ($0.type.name, $0.documentation) }, uniquingKeysWith: { first, _ in first })

  // MARK: Functions

  private func functions(_ names: Set<String>? = nil) -> [CompletionCandidate] {
    BuiltinTable.rows.filter { names?.contains($0.builtin.rawValue) ?? true }
      .map { CompletionCandidate("\($0.builtin.rawValue)(", $0.documentation, ending: .nothing) }
  }

  private func arguments(of site: CallSite) -> [CompletionCandidate] {
    let own = site.isMethod ? [] : session.parameters(of: site.name)
    let known = site.signature.filter { !$0.isVariadic && !site.given.contains($0.name) }.map { parameter in
      CompletionCandidate("\(parameter.name):", parameter.signature)
    }
    return own.filter { !site.given.contains($0.name) }
      .map { CompletionCandidate("\($0.name):", $0.text) } + known
  }

  // MARK: Names

  private func operands(_ request: Request) -> [CompletionCandidate] {
    names(request) + keywords(["not", "true", "false", "none", "if", "match", "try", "scan"]) + functions()
      // So many words help nobody who has typed none of their letters.
      + (request.word.isEmpty ? [] : techniques + states + flags + portSets)
      + (request.word.isEmpty ? [] : surroundings.targets(beginningWith: request.word))
  }

  /// What a value may be compared with: the words and names of its type.
  func counterparts(_ request: Request) -> [CompletionCandidate] {
    let text = String(decoding: request.cursor.source.bytes, as: UTF8.self)
    let draft = EntryDraft(text + "_" + request.frames.closers, after: session)
    switch draft.counterpart(ofOperandAt: request.cursor.start) {
    case .state?: return states
    case .technique?: return techniques
    case .flags?: return flags
    case .bool?: return keywords(["true", "false"])
    case .port?, .ports?: return ports(request)
    case .address?, .network?, .targets?: return targets(request)
    default: return []
    }
  }

  private func names(_ request: Request, _ isWanted: (ValueType?) -> Bool = { _ in true }) -> [CompletionCandidate] {
    let local = request.frames.names.map { CompletionCandidate($0, "declared in this entry") }
    return local
      + session.completionNames(beginningWith: request.word, surroundings.matching).map(living)
      .filter { isWanted($0.type) }.map(\.candidate)
  }

  /// A name with the type of its value, where the checker knows none.
  private func living(_ name: SessionChecker.CompletionName) -> SessionChecker.CompletionName {
    guard name.type == nil, let type = name.slot.flatMap(surroundings.type(ofSlot:)) else { return name }
    return SessionChecker.CompletionName(
      candidate: CompletionCandidate(name.candidate.text, type.name, ending: name.candidate.ending), type: type,
      slot: name.slot)
  }

  private func targets(_ request: Request) -> [CompletionCandidate] {
    names(request) { Self.couldBe($0, [.targets, .address, .network, .addressRange, .record(.host), .string]) }
      + functions(["targets", "resolve"]) + surroundings.targets(beginningWith: request.word)
  }

  private func ports(_ request: Request) -> [CompletionCandidate] {
    names(request) { Self.couldBe($0, [.ports, .port, .range, .int]) }
      + portSets + functions(["top_ports", "tcp", "udp", "ports"]) + surroundings.ports(beginningWith: request.word)
  }

  /// Whether a value of a type can stand where one of others is wanted; lists may hold anything.
  private static func couldBe(_ type: ValueType?, _ wanted: [ValueType]) -> Bool {
    switch type {
    case nil, .unknown, .list: true
    case .optional(let inner): wanted.contains(inner)
    case .some(let type): wanted.contains(type)
    }
  }

  private var techniques: [CompletionCandidate] {
    let shipped = Reference.techniqueEntries
    let names = Set(shipped.map(\.name))
    let own = session.techniqueNames.filter { !names.contains($0) }
    return own.map { CompletionCandidate($0, "declared in this session") }
      + shipped.map { CompletionCandidate($0.name, $0.documentation) }
  }

  private var networks: [CompletionCandidate] {
    session.networkNames.map { CompletionCandidate($0, "a simulated network") }
  }
}
