// SPDX-License-Identifier: GPL-3.0-or-later

/// An entry that is still being typed, checked as far as it goes. The session keeps nothing of it.
struct EntryDraft {
  private let context: CheckContext
  private let tree: SyntaxTree

  /// What stands before a dot.
  enum Receiver: Hashable {
    /// Its type, and its name where it is nothing but a name.
    case value(ValueType, name: String?)
    /// A name of the session of which only its value says what it is.
    case unknown(name: String)
    /// An imported file, by its number.
    case module(Int)
  }

  /// Checks a text that may have any faults.
  init(_ text: String, after session: SessionChecker) {
    let source = SourceFile(name: "", text: text, file: session.nextFile)
    tree = Parser.parse(source, firstNode: session.nextNode)
    let program = ProgramLoader.load(entry: tree, after: session.loaded, reader: NoModules())
    context = CheckContext(program, after: session.context)
    _ = Checker.check(context, session: session.visible)
  }

  /// What stands before the dot of the name that begins at an offset.
  func receiver(ofNameAt offset: Int) -> Receiver? {
    var base: Expression?
    tree.visitExpressions { expression in
      guard case .member(let receiver, let name, _) = expression.kind, name.span.start == UInt32(offset) else { return }
      base = receiver
    }
    guard let base else { return nil }
    if let symbol = context.symbol(base.id), case .module(let number) = context.symbols[symbol].kind {
      return .module(number)
    }
    let type = context.types[base.id]
    guard case .name(let name) = base.kind else { return .value(type, name: nil) }
    return type == .unknown ? .unknown(name: name) : .value(type, name: name)
  }

  /// The type of what the operand that begins at an offset is compared with: the other side of an operator, or what is
  /// matched.
  func counterpart(ofOperandAt offset: Int) -> ValueType? {
    var type: ValueType?
    tree.visitExpressions { expression in
      switch expression.kind {
      case .binary(_, let left, let right, _) where right.span.start == UInt32(offset): type = context.types[left.id]
      case .match(let match) where Self.holds(expression.span, offset): type = context.types[match.subject.id]
      default: break
      }
    }
    if case .optional(let inner)? = type { return inner }
    return type
  }

  private static func holds(_ span: SourceSpan, _ offset: Int) -> Bool {
    span.start < UInt32(offset) && UInt32(offset) <= span.end
  }

  /// The type of what the last `show` shows.
  var shownType: ValueType? {
    var type: ValueType?
    SyntaxTree.visit(
      tree.statements,
      statement: { statement in
        if case .show(let show) = statement.kind { type = context.types[show.value.id] }
      }, expression: { _ in })
    return type
  }

  /// What an imported file offers, with its type.
  func exports(of module: Int) -> [(name: String, type: ValueType?)] {
    guard module < context.modules.count else { return [] }
    return context.modules[module].exports.map { ($0.key, context.symbols[$0.value].type) }.sorted { $0.name < $1.name }
  }
}
