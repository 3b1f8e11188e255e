// SPDX-License-Identifier: GPL-3.0-or-later

/// `let`, `var`, `fn`, `param`, `ports`, `targets`, `import`, `edition`.
extension Parser {
  /// `let name = value`
  func parseBinding() -> Statement.Kind {
    let isVariable = kind == .kwVar
    advance()
    let name = takeName(isVariable ? "a variable" : "a value")
    if kind == .colon { complainAboutBindingType() }
    takeAssign()
    return .binding(name, isVariable: isVariable, parseValue())
  }

  /// `let x: int = 1` of other languages.
  private func complainAboutBindingType() {
    let colon = position
    advance()
    _ = parseType()
    complain(
      .assignMissing, "`let` and `var` state no type", at: span(from: colon), label: "the value has its own",
      fixes: [Repair(replace: span(from: colon), with: "", "without the type", isSafe: true)])
  }

  private func takeAssign() {
    if kind == .equal {
      complain(
        .assignMissing, "a value is given with a single `=`", at: here, label: "`==` compares",
        fixes: [Repair(replace: here, with: "=", "", isSafe: true)])
      advance()
    } else if !take(.assign), !takeLateAssign() {
      complainMissing(.assignMissing, "`=` and a value")
    }
  }

  /// Takes an `=` that begins the next line, with its diagnostic.
  private func takeLateAssign() -> Bool {
    guard kindOnAnyLine == .assign else { return false }
    complainAboutLeadingOperator()
    advance()
    return true
  }

  /// `ports name = set`, `targets name = set`; before anything else the words are functions.
  func parseSetDeclaration() -> Statement.Kind {
    let isPorts = kind == .kwPorts
    guard peek().isWord, peek(2) == .assign, !hasNewline(before: position + 1) else {
      return parseSetWordStatement()
    }
    advance()
    let name = takeName(isPorts ? "a port set" : "a target set")
    takeAssign()
    let set = parseSet()
    return isPorts ? .ports(name, set) : .targets(name, set)
  }

  private func parseSetWordStatement() -> Statement.Kind {
    guard peek() != .leftParen else { return .expression(parseValue()) }
    let word = text(position)
    var notes = ["`\(word) NAME = …` declares a set, `\(word)(…)` makes one"]
    if word == "ports" { notes.append("as a clause `ports` stands on the line of its `scan`, or in its braces") }
    complain(
      .setWordAlone, "`\(word)` opens a declaration only before `NAME =`", at: here, label: "what is it for?",
      notes: notes)
    lose()
    return .missing
  }

  /// `fn name(parameters) -> type { … }`
  func parseFunction() -> Statement.Kind {
    let header = position
    advance()
    return parseFunction(from: header)
  }

  /// The same behind its first word.
  func parseFunction(from header: Int) -> Statement.Kind {
    let name = takeName("a function")
    let parameters = parseParameters()
    let type = take(.arrow) ? parseType() : nil
    let body = parseBlock(of: header, "function")
    return .function(FunctionDeclaration(name: name, parameters: parameters, returnType: type, body: body))
  }

  private func parseParameters() -> [Parameter] {
    let opener = position
    let saved = newlinesCount
    guard take(.leftParen) else {
      complainMissing(.parametersMissing, "the parameter list `(…)`")
      return []
    }
    newlinesCount = false
    var parameters: [Parameter] = []
    var hasComplained = false
    if kind != .rightParen {
      repeat {
        parameters.append(parseParameter())
      } while !isLost && goesOn(until: .rightParen, of: opener, &hasComplained)
    }
    closeBracket(.rightParen, of: opener)
    newlinesCount = saved
    return parameters
  }

  private func parseParameter() -> Parameter {
    let name = takeName("a parameter")
    if kind.isWord, [.comma, .rightParen, .assign].contains(peek()) {
      complain(
        .typeMissing, "a colon stands between a parameter and its type", at: here, label: "is this the type?",
        fixes: [Repair(replace: name.span.after, with: ":", "`\(text(position))` is the type", isSafe: true)])
      let type = parseType()
      return Parameter(name: name, type: type, defaultValue: nil)
    }
    let type = take(.colon) ? parseType() : nil
    let value = take(.assign) ? parseDefault(of: type, single: true) : nil
    return Parameter(name: name, type: type, defaultValue: value)
  }

  private func parseDefault(of type: TypeSyntax?, single: Bool) -> Expression {
    guard let type, type.name == "targets" || type.name == "ports" else { return parseExpression() }
    return parseSetExpression(single: single)
  }

  /// `param name: type = default`
  func parseParameterDeclaration() -> Statement.Kind {
    advance()
    let name = takeName("a parameter")
    guard take(.colon) else {
      let guess = typeOfDefault()
      complainMissing(
        .typeMissing, "a colon and the type",
        fixes: [Repair(replace: behind, with: ": \(guess)", guess == "string" ? "a text" : "what its default is")])
      let type = TypeSyntax(name: "", choices: [], span: nowhere)
      return .parameter(ParameterDeclaration(name: name, type: type, defaultValue: nil))
    }
    let type = kind == .stringStart || kind == .rawString ? parseChoice() : parseType()
    let value = kind == .assign && take(.assign) ? parseDefault(of: type, single: false) : nil
    return .parameter(ParameterDeclaration(name: name, type: type, defaultValue: value))
  }

  /// The type that a parameter without one most likely has, by the literal behind `=`.
  private func typeOfDefault() -> String {
    guard kind == .assign else { return "string" }
    return switch peek() {
    case .integer: "int"
    case .float, .percent: "float"
    case .kwTrue, .kwFalse: "bool"
    case .address, .network, .addressRange: "targets"
    case .port, .range: "ports"
    case .duration: "duration"
    case .rate: "rate"
    case .size: "size"
    case .date: "date"
    case .leftBracket: "list"
    default: "string"
    }
  }

  /// A type's name: one word, or `port result`.
  func parseType() -> TypeSyntax {
    let start = position
    guard kind.isWord, !isAtLineBreak else {
      complainMissing(.typeMissing, "a type")
      return TypeSyntax(name: "", choices: [], span: nowhere)
    }
    advanceWord()
    if isToken(start, "port"), isAt(word: "result") { advance() }
    let words = (start..<position).map(text)
    return TypeSyntax(name: words.joined(separator: " "), choices: [], span: span(from: start))
  }

  /// `"fast" | "full"`
  private func parseChoice() -> TypeSyntax {
    let start = position
    var choices: [String] = []
    repeat {
      choices.append(parsePlainText("a choice"))
    } while take(.pipe)
    return TypeSyntax(name: "", choices: choices, span: span(from: start))
  }

  /// A string literal without values in it.
  func parsePlainText(_ purpose: String) -> String {
    let start = position
    guard kind == .stringStart || kind == .rawString, !isAtLineBreak else {
      complainMissing(.textMissing, "the text of \(purpose)")
      return ""
    }
    let literal = kind == .stringStart ? parseString() : parseLiteral()
    guard case .string(let parts, _) = literal.kind else { return "" }
    var text = ""
    for part in parts {
      if case .text(let piece) = part { text += piece } else { complainAboutComputedText(purpose, from: start) }
    }
    return text
  }

  private func complainAboutComputedText(_ purpose: String, from start: Int) {
    complain(
      .textComputed, "\(purpose) is fixed text", at: span(from: start), label: "no `\\(…)` here",
      notes: ["it is read before the script runs"])
  }

  /// `import "path" [as name]`
  func parseImport() -> Statement.Kind {
    advance()
    let start = position
    let path = parsePlainText("an import")
    let place = span(from: start)
    let alias = kind == .kwAs && take(.kwAs) ? takeName("an import") : nil
    return .importModule(path: path, pathSpan: place, alias: alias)
  }

  /// `edition 1`
  func parseEdition() -> Statement.Kind {
    let word = position
    advance()
    guard kind == .integer, !isAtLineBreak else {
      complainMissing(.editionMissing, "the number of the edition")
      return .missing
    }
    let number = parseLiteral()
    if word > 0 {
      complain(
        .editionLate, "`edition` is the first statement of its file", at: tokens[word].span.joined(with: number.span),
        label: "something stands before it")
    }
    guard case .int(let value) = number.kind else { return .missing }
    return .edition(value)
  }
}
