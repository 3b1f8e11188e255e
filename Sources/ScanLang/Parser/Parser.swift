// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Makes a syntax tree of one file: recursive descent, with precedence climbing for operators.
///
/// It never fails: what cannot be read becomes a missing node, with a diagnostic. After a mistake the parser is
/// *lost*: it then sees the end of the file wherever it looks, so that every rule ends by itself and says nothing
/// more, until a list of statements, clauses or arms finds its next line (`Parser+Recovery`).
public final class Parser {
  /// How many brackets, blocks, lambdas and prefix operators may lie within each other.
  public static let nestingLimit = 200
  /// How high the tree of an expression may become by long chains such as `a + b + c …`.
  public static let heightLimit = 1000
  /// After so many diagnostics a parse ends.
  public static let diagnosticLimit = 20

  let source: SourceFile
  let tokens: [Token]
  let trivia: [Trivia]
  let brackets: BracketMap
  /// Where the lexer has given a diagnostic.
  let explained: [SourceSpan]

  /// Index of the token that comes next.
  var position = 0
  /// Whether the parser waits for recovery.
  var isLost = false
  /// Whether it got lost at the nesting limit, so that nothing within the statement can be understood.
  var isTooDeep = false
  /// Whether a line end ends a statement here: not within round and square brackets and maps.
  var newlinesCount = true
  /// The clauses that may stand here, so that a comma before a clause word is seen to end a list.
  var place: ClauseWord.Place?
  /// Whether clauses follow each other without separator: on the header line of a scan.
  var isInHeader = false
  /// How deep the parser is, against `nestingLimit`.
  var depth = 0
  /// Where the statement, clause or arm at hand begins.
  var entryStart = 0
  /// Index of the token behind a comma that was reported as ending an entry.
  var endedByComma = -1
  /// Index of the last word taken as a name where any word may be one.
  var lastWord = -1
  /// Index of the last token taken that the lexer could not read at all.
  var lastInvalid = -1
  /// How many braces should have been closed before a token, as far as not yet reported.
  var missingCloses: [Int: Int]
  /// Whether a brace without an end has been reported at the end of the file.
  var hasReportedEnd = false
  var diagnostics: [Diagnostic] = []
  /// Where a `-` stands tight between durations and may: the lexer cannot know.
  var accepted: [SourceSpan] = []
  /// The `##` block of the playbook itself, as indices into the trivia.
  lazy var ownDocumentation: Range<Int>? = findOwnDocumentation()
  /// `##` comments at line ends, as indices into the trivia.
  lazy var trailingDocumentation: [Int] = findTrailingDocumentation()

  let firstID: NodeID
  /// Heights of expression trees by node number, counted from `firstID`.
  var heights: [UInt16] = []

  init(_ lexed: LexedSource, of source: SourceFile, firstNode: NodeID) {
    self.source = source
    tokens = MisusedWords.reading(lexed.tokens, of: source)
    trivia = lexed.trivia
    explained = lexed.diagnostics.map(\.span)
    brackets = BracketMap(tokens: lexed.tokens, source: source)
    missingCloses = brackets.missingCloses
    firstID = firstNode
  }

  /// Parses a playbook, a module or an operator's scope file.
  ///
  /// Node numbers begin at `firstNode`; the tree's `nodeCount` is the first number that is free afterwards, so that
  /// the next file of the same program can go on from there.
  public static func parse(_ source: SourceFile, firstNode: NodeID = 0) -> SyntaxTree {
    let lexed = Lexer.lex(source)
    let parser = Parser(lexed, of: source, firstNode: firstNode)
    let statements = parser.parseFile()
    return SyntaxTree(
      source: source, tokens: lexed.tokens, trivia: lexed.trivia, documentation: parser.fileDocumentation(),
      statements: statements, nodeCount: parser.nextID,
      diagnostics: inOrder(parser.withoutAccepted(lexed.diagnostics) + parser.diagnostics))
  }

  private func withoutAccepted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    guard !accepted.isEmpty else { return diagnostics }
    return diagnostics.filter { $0.code != .tightOperator || !accepted.contains($0.span) }
  }

  /// Source order, up to the limit; what lies at one place stays in the order in which it was found.
  private static func inOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    let sorted = diagnostics.enumerated().sorted { left, right in
      (left.element.span.start, left.offset) < (right.element.span.start, right.offset)
    }
    return sorted.prefix(diagnosticLimit).map(\.element)
  }
}
