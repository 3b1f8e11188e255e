// SPDX-License-Identifier: GPL-3.0-or-later

/// Something that a script gave a name: an index into `CheckContext.symbols` stands for it while checking.
struct Symbol {
  /// What kind of declaration it comes from.
  enum Kind: Equatable {
    case final
    case variable
    case functionParameter
    case loopVariable
    case patternBinding
    case handlerBinding
    case playbookParameter
    case portSet
    case targetSet
    case function(Int)
    case technique(Int)
    case network
    /// An imported file, by its number in `CheckContext.modules`.
    case module(Int)
    /// Declared, but wrongly, or not supported: its uses are not reported a second time.
    case invalid

    /// Whether it is an imported file.
    var isModule: Bool {
      if case .module = self { return true }
      return false
    }
  }

  let name: Name
  let kind: Kind
  /// The unit whose frame holds it.
  let unit: Int
  /// Its slot there, or its global slot; -1 for what has none.
  let slot: Int
  let isGlobal: Bool
  /// How many scopes were open when it was declared.
  let scopeDepth: Int
  /// What it starts as, if that is a single expression.
  var initializer: Expression?
  /// What it starts as, for `ports x =` and `targets x =`.
  var set: SetSyntax?
  /// Behind this offset a global has its value.
  var readyAt: UInt32 = 0
  var isRead = false
  /// The join of what it is given, `nil` as long as nothing is known.
  var type: ValueType?
  /// Whether `type` was written or follows from the form of the declaration.
  var hasFixedType = false

  /// The symbol as later entries of a session see it: nothing that they say changes what is known of it.
  var settled: Symbol {
    var symbol = self
    symbol.hasFixedType = true
    return symbol
  }

  /// How messages call it.
  var noun: String {
    switch kind {
    case .final: "a `let`, and a `let` is final"
    case .variable: "a `var`"
    case .functionParameter: "a parameter, and parameters are final"
    case .loopVariable: "set by its loop, and final within it"
    case .patternBinding: "bound by a `match` arm, and final"
    case .handlerBinding: "bound by its handler, and final"
    case .playbookParameter: "a parameter of the playbook, and given from outside"
    case .portSet: "a port set, and final"
    case .targetSet: "a target set, and final"
    case .function: "a function"
    case .technique: "a technique"
    case .network: "a simulated network"
    case .module: "an imported file"
    case .invalid: "declared wrongly"
    }
  }
}

/// An imported file while it is being checked.
struct ModuleState {
  let tree: SyntaxTree
  /// What its top level declares, by name; what it imports itself is not among them.
  var exports: [String: Int] = [:]
}

/// A function while it is being checked.
struct FunctionState {
  let declaration: FunctionDeclaration
  let unit: Int
  /// Symbols of its parameters, in order.
  var parameters: [Int] = []
  /// The join of what it returns, `nil` as long as nothing is known.
  var returnType: ValueType?
  var hasAnnotation = false
  /// Globals that its body reads.
  var globalReads: [Int] = []
  /// Functions that its body names.
  var callees: [Int] = []

  /// The function as later entries of a session see it.
  var settled: FunctionState {
    var function = self
    function.hasAnnotation = true
    return function
  }
}

/// A code unit while it is being made.
struct UnitBuilder {
  let kind: CodeUnit.Kind
  let name: String
  let parent: Int
  var parameterCount = 0
  var slotCount = 0
  var captures: [CodeUnit.Capture] = []
  /// Slots of captured symbols.
  var captureSlots: [Int: Int] = [:]
  var mayWait = false

  init(kind: CodeUnit.Kind, name: String, parent: Int) {
    self.kind = kind
    self.name = name
    self.parent = parent
  }

  /// A new slot.
  mutating func allocate() -> Int {
    defer { slotCount += 1 }
    return slotCount
  }
}
