// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// A program that passed every check: names are slots, types are known where they can be, waiting is marked.
///
/// Only the checker makes one, so a function that takes it needs no further proof. All tables are indexed by
/// `NodeID`.
public struct CheckedProgram: Sendable {
  /// The playbook's tree; its statements run.
  public let tree: SyntaxTree
  /// The prelude, then imported files, each behind what it imports; only declarations. Their `let`s, `ports` and
  /// `targets` get their values before anything else of the playbook is evaluated.
  public let imports: [SyntaxTree]
  /// What runs: unit 0 is the playbook's top level.
  public let units: [CodeUnit]
  /// How many global slots there are.
  public let globalCount: Int
  /// What a name means: for `Expression.Kind.name`, declared `Name`s, and names in patterns.
  public let resolutions: [Resolution]
  /// What an expression gives, `.unknown` where it cannot be known.
  public let types: [ValueType]
  /// Whether evaluating an expression may wait for the network.
  public let waits: [Bool]
  /// The unit of a lambda (`Expression.id`), function (`Name.id` of its name), handler or test (their `id`).
  public let unitNumbers: [NodeID: Int]
  /// For calls whose callee is known: for each parameter in order, where its value comes from.
  public let arguments: [NodeID: [ArgumentSource]]
  /// `Name.id`s of `MatchPattern.name`s that bind the value matched; all other pattern names compare with what they
  /// stand for.
  public let patternBindings: Set<NodeID>
  /// Handlers that may look at second opinions, `p.by(ack)`: they run when every technique of their port is decided.
  public let opinionHandlers: Set<NodeID>
  /// `Expression.id`s of scans whose packets `save … as pcapng` writes: they are kept while the scan goes on.
  public let capturedScans: Set<NodeID>
  /// Declared techniques; those of the prelude come first.
  public let techniques: [CheckedTechnique]
  /// Functions declared with `fn`; `Resolution.function` is an index into it.
  public let functions: [CheckedFunction]
  /// Simulated networks of all files, in the order of files and lines.
  public let networks: [CheckedNetwork]
  /// Tests of all files, in the order of files and lines.
  public let tests: [CheckedTest]
  /// Places in `tree.statements` of what a test needs of the playbook's top level: nothing there waits.
  public let testConstants: [Int]
  /// The playbook's parameters in source order.
  public let parameters: [CheckedParameter]
  /// Targets of scans that are known before the run.
  public let knownTargets: [KnownTargets]
  /// Techniques of scans that nothing can replace.
  public let knownTechniques: [KnownTechnique]
  /// Warnings; errors are never here.
  public let warnings: [Diagnostic]

  /// What an expression is once names are known: `fw.limit` of an imported file is a name like any other, whose
  /// resolution stands under the number of the whole expression.
  public func form(_ expression: Expression) -> Expression.Kind {
    if case .member(_, let name, _) = expression.kind, resolutions[expression.id] != .unresolved {
      return .name(name.text)
    }
    return expression.kind
  }
}

/// What a name stands for.
public enum Resolution: Sendable, Hashable {
  /// Nothing, or not a name at all.
  case unresolved
  /// A slot in the frame of the unit that it stands in.
  case local(Int)
  /// A slot of the playbook's top level, seen from anywhere.
  case global(Int)
  /// An index into `CheckedProgram.functions`.
  case function(Int)
  case builtin(Builtin)
  /// An index into `CheckedProgram.techniques`.
  case technique(Int)
  case state(PortState)
  case flags(TCPFlags)
  /// A predeclared port set.
  case ports(PortSet)
}

/// A piece of code with a frame of its own.
public struct CodeUnit: Sendable {
  /// What it belongs to.
  public enum Kind: Sendable, Hashable {
    case main
    case function
    case lambda
    case handler
    case test
  }
  /// What it belongs to.
  public let kind: Kind
  /// For messages: `f`, `on open 443`, `lambda`.
  public let name: String
  /// Parameters stand in slots `0..<parameterCount`; a handler's binding is its only one.
  public let parameterCount: Int
  /// How many slots a frame needs, parameters and captures included.
  public let slotCount: Int
  /// Outer locals that are copied in when the unit is made a value or its handler is set up.
  public let captures: [Capture]
  /// Whether running it may wait for the network.
  public let mayWait: Bool

  /// A value copied from the enclosing unit's frame.
  public struct Capture: Sendable, Hashable {
    /// Slot in the enclosing unit.
    public let outer: Int
    /// Slot in this unit.
    public let inner: Int
  }
}

/// Where a parameter of a call gets its value.
public enum ArgumentSource: Sendable, Hashable {
  /// From the argument at this place in the call.
  case argument(Int)
  /// From the declaration's default.
  case defaultValue
  /// From all arguments from this place on (builtins with any number of arguments).
  case rest(Int)
}

/// A declared technique: the data the engines need, and where it stands.
public struct CheckedTechnique: Sendable {
  /// What is sent and how answers are read.
  public let technique: Technique
  /// The name where it is declared.
  public let name: Name
}

/// A declared simulated network.
public struct CheckedNetwork: Sendable {
  /// Its name where it is declared.
  public let name: Name
  /// What it says.
  public let network: SimulatedNetwork
}

/// A test.
public struct CheckedTest: Sendable {
  /// What it shows.
  public let title: String
  /// Where the title stands.
  public let span: SourceSpan
  /// Its code unit.
  public let unit: Int
  /// The network it runs on, an index into `CheckedProgram.networks`.
  public let network: Int?
}

/// A declared function.
public struct CheckedFunction: Sendable {
  /// Its declaration.
  public let declaration: FunctionDeclaration
  /// Its code unit.
  public let unit: Int
  /// Types of its parameters.
  public let parameterTypes: [ValueType]
  /// What it gives back.
  public let returnType: ValueType
}

/// A playbook parameter.
public struct CheckedParameter: Sendable {
  /// Its declaration.
  public let declaration: ParameterDeclaration
  /// Its help text.
  public let help: String?
  /// Its type.
  public let type: ValueType
  /// The strings it may be; empty unless it is a choice.
  public let choices: [String]
  /// Its global slot.
  public let slot: Int
}
