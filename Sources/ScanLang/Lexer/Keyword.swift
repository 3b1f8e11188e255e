// SPDX-License-Identifier: GPL-3.0-or-later

/// A reserved word: a row from which the lexer, completion and editor grammars are made.
///
/// The words of clauses are no reserved words; they live with the parser.
public struct Keyword: Sendable, Hashable {
  /// As it is written.
  public let word: String
  /// The token it makes, except where every word is a name.
  public let kind: TokenKind
  /// What it is for, in one line.
  public let documentation: String
  /// How a script uses it.
  public let example: String
  /// What must stand around the example.
  public let frame: ExampleFrame

  init(
    _ word: String, _ kind: TokenKind, _ documentation: String, _ example: String, in frame: ExampleFrame = .statement
  ) {
    self.word = word
    self.kind = kind
    self.documentation = documentation
    self.example = example
    self.frame = frame
  }

  /// Every reserved word, in the order of the language reference.
  public static let all: [Keyword] = [
    Keyword(
      "and", .kwAnd, "True when both sides are; the right side is not asked when the left is false.",
      "if p.number == 443 and p.state == open { print(\"web\") }"),
    Keyword(
      "or", .kwOr, "True when one side is; the right side is not asked when the left is true.",
      "if p.number == 80 or p.number == 443 { print(\"web\") }"),
    Keyword(
      "not", .kwNot, "Turns true into false and back; `not in` asks for absence.",
      "if not (p.port in web) { print(\"not web\") }"),
    Keyword(
      "in", .kwIn, "Asks whether a set, list, map or text holds something; names the source of `for`.",
      "for port in web { print(port, port in 1-1023) }"),
    Keyword(
      "has", .kwHas, "Asks whether flags include others: `f has SYN|ACK`.",
      "print((SYN|ACK) has ACK)"),
    Keyword(
      "true", .kwTrue, "The truth value yes.",
      "let deep = true\nprint(deep)"),
    Keyword(
      "false", .kwFalse, "The truth value no.",
      "let deep = false\nprint(deep)"),
    Keyword(
      "none", .kwNone, "The absence of a value.",
      "if p.rtt == none { print(\"no answer\") }"),
    Keyword(
      "let", .kwLet, "Gives a value a name that never changes.",
      "let first = xs.first\nprint(first)"),
    Keyword(
      "var", .kwVar, "Gives a value a name that may be assigned again.",
      "var count = 0\ncount += 1\nprint(count)"),
    Keyword(
      "fn", .kwFn, "Declares a function.",
      "fn double(n: int) -> int { return n * 2 }\nprint(double(21))", in: .file),
    Keyword(
      "return", .kwReturn, "Ends a function or handler, with a value if one follows.",
      "fn sign(n: int) -> int {\n  if n < 0 { return -1 }\n  return 1\n}\nprint(sign(-5))", in: .file),
    Keyword(
      "if", .kwIf, "Runs a block when a condition holds; also an expression.",
      "if xs.count > 2 { print(\"many\") } else { print(\"few\") }"),
    Keyword(
      "else", .kwElse, "What happens otherwise: of `if`, `try`, `match` and `using`.",
      "let size = if xs.count > 2 { \"many\" } else { \"few\" }\nprint(size)"),
    Keyword(
      "for", .kwFor, "Runs a block for each item of a list, set, range or map.",
      "for x in xs { print(x) }"),
    Keyword(
      "while", .kwWhile, "Runs a block as long as a condition holds.",
      "var left = 3\nwhile left > 0 { left -= 1 }"),
    Keyword(
      "break", .kwBreak, "Leaves the innermost loop.",
      "for x in xs {\n  if x == 22 { break }\n  print(x)\n}"),
    Keyword(
      "continue", .kwContinue, "Goes on with the next round of the innermost loop.",
      "for x in xs {\n  if x == 22 { continue }\n  print(x)\n}"),
    Keyword(
      "match", .kwMatch, "Compares a value with patterns, top to bottom.",
      "print(match p.number { 80, 443 => \"web\"; 22 => \"ssh\"; else => \"other\" })"),
    Keyword(
      "try", .kwTry, "Takes a failure and gives the value behind `else` instead.",
      "let hello = try banner(p, wait: 1s) else \"silent\"\nprint(hello)"),
    Keyword(
      "fail", .kwFail, "Raises an error with a message.",
      "if xs.count == 0 { fail \"nothing to do\" }"),
    Keyword(
      "import", .kwImport, "Brings in the declarations of another file or of the standard library.",
      "import \"std/services\"\nprint(services.web.count)", in: .file),
    Keyword(
      "as", .kwAs, "Names what an import, a handler or `same` refers to; gives a format to `save`.",
      "scan dmz ports 22 using connect { on open as q { print(q.port) } }"),
    Keyword(
      "param", .kwParam, "Declares a parameter of the playbook, set from the command line.",
      "param pace: rate = 500/s   ## most packets sent\nprint(pace)", in: .file),
    Keyword(
      "targets", .kwTargets, "Declares a named set of addresses; called, makes one.",
      "targets edge = 10.0.0.0/24 except 10.0.0.1\nprint(edge.count)", in: .file),
    Keyword(
      "ports", .kwPorts, "Declares a named set of ports; called, makes one; as a clause, says what is asked.",
      "ports admin = 22, 3389, 8000-8010\nprint(admin.count)", in: .file),
    Keyword(
      "technique", .kwTechnique, "Declares a probe and how its answers are read.",
      "technique stray { send FIN|PSH; RST => closed; unreachable => filtered; silence => open|filtered }\nprint(stray)",
      in: .file),
    Keyword(
      "scan", .kwScan, "Asks ports of targets and gives the results.",
      "let found = scan dmz ports web using connect\nshow found.open", in: .file),
    Keyword(
      "on", .kwOn, "Begins a handler, or narrows an expectation to hosts.",
      "on open 80, 443 as p { print(p.host, p.port) }", in: .scan),
    Keyword(
      "expect", .kwExpect, "States what must hold; decides over pass and fail.",
      "expect seen.open.count >= 0, \"the scan was done\"", in: .file),
    Keyword(
      "finding", .kwFinding, "Reports something worth attention, with a level.",
      "finding low \"a port is open\" at p { service: p.service }"),
    Keyword(
      "emit", .kwEmit, "Puts one record into the results.",
      "emit service { host: p.host, port: p.port }"),
    Keyword(
      "show", .kwShow, "Prints a list as a table.",
      "show seen.open columns host, port, service sort host", in: .file),
    Keyword(
      "save", .kwSave, "Writes results to a file.",
      "save seen to \"seen.jsonl\" as jsonl", in: .file),
    Keyword(
      "limits", .kwLimits, "Bounds time, packets, follow-ups, steps and memory of the run.",
      "limits { time 20m, packets 2M }", in: .file),
    Keyword(
      "scope", .kwScope, "Narrows what a run may touch; in the operator's file, grants it.",
      "scope 10.0.0.0/8 except 10.0.0.1\nshow (scan 10.0.0.10 ports 22 using connect).open", in: .bare),
    Keyword(
      "test", .kwTest, "Declares a test that `scan test` runs.",
      "test \"addition\" { expect 1 + 1 == 2, \"sums\" }", in: .file),
    Keyword(
      "network", .kwNetwork, "Declares a simulated network.",
      "network lab { host 10.0.0.1 { open 22; closed else } }", in: .file),
    Keyword(
      "edition", .kwEdition, "States the edition of the language, as the first statement.",
      "edition 1\nprint(\"first edition\")", in: .bare),
    Keyword(
      "except", .kwExcept, "Takes members out of a set.",
      "targets others = dmz except 10.0.0.1\nprint(others)", in: .file),
  ]

  /// The word that makes a kind of token, if it is a reserved one.
  public static func word(for kind: TokenKind) -> String? {
    all.first { $0.kind == kind }?.word
  }

  /// Whether a text can be declared as a name: letters, digits and `_`, no digit first, and no reserved word.
  static func isFreeName(_ text: String) -> Bool {
    guard let first = text.utf8.first, !first.isDigit else { return false }
    return text.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }
      && !all.contains { $0.word == text }
  }
}

/// Reserved words by their bytes, for the lexer.
struct KeywordTable: Sendable {
  /// Words of one length, each packed into a number.
  private let byLength: [[(packed: UInt128, kind: TokenKind)]]

  /// Made once from the rows.
  static let shared = KeywordTable()

  private init() {
    var table: [[(packed: UInt128, kind: TokenKind)]] = Array(repeating: [], count: 16)
    for row in Keyword.all {
      let bytes = Array(row.word.utf8)
      table[bytes.count].append((KeywordTable.pack(bytes, 0, bytes.count), row.kind))
    }
    byLength = table
  }

  /// The kind of the word at `start..<end`, or `nil` for a name.
  func kind(_ bytes: [UInt8], _ start: Int, _ end: Int) -> TokenKind? {
    let length = end - start
    guard length < byLength.count else { return nil }
    let rows = byLength[length]
    guard !rows.isEmpty else { return nil }
    let packed = KeywordTable.pack(bytes, start, end)
    for row in rows where row.packed == packed { return row.kind }
    return nil
  }

  private static func pack(_ bytes: [UInt8], _ start: Int, _ end: Int) -> UInt128 {
    var packed: UInt128 = 0
    for index in start..<end { packed = packed << 8 | UInt128(bytes[index]) }
    return packed
  }
}
