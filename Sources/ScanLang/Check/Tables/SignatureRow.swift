// SPDX-License-Identifier: GPL-3.0-or-later

/// A parameter of a builtin function or of a method.
public struct SignatureParameter: Sendable {
  /// The name that an argument may be given by.
  public let name: String
  /// The types it takes; empty for any. `targets` and `ports` take what converts to them (language reference,
  /// section 3).
  public let types: [ValueType]
  /// What it is when left out, as a script would write it; `nil` when it must be given.
  public let defaultText: String?
  /// Whether it takes all arguments that are left; such a parameter is the only one given by position.
  public let isVariadic: Bool

  /// Describes a parameter.
  public init(_ name: String, _ types: [ValueType] = [], default defaultText: String? = nil, isVariadic: Bool = false) {
    self.name = name
    self.types = types
    self.defaultText = defaultText
    self.isVariadic = isVariadic
  }

  /// Whether a call may leave it out.
  public var isOptional: Bool { isVariadic || defaultText != nil }
}

/// What a builtin function, method or property gives, where that may depend on what it is applied to.
public enum ResultRule: Sendable {
  /// Always this.
  case type(ValueType)
  /// What the receiver is.
  case receiver
  /// An element of the receiver, which is a list.
  case element
  /// A list of what the function given as first argument returns.
  case listOfFunctionResult
  /// The list that the function given as first argument returns.
  case functionResult
  /// What the first argument is.
  case firstArgument
  /// What all arguments are together; for a single list, its elements.
  case joinedArguments
  /// A whole number without a second argument, else a fraction.
  case rounded
}

/// One builtin function: all that the checker, the reference pages and completion know of it.
public struct BuiltinRow: Sendable {
  /// Which one.
  public let builtin: Builtin
  /// In order; those behind a variadic one are given by name.
  public let parameters: [SignatureParameter]
  /// What a call gives.
  public let result: ResultRule
  /// What a call does beside giving a value.
  public let effect: CallEffect
  /// One paragraph for the reference.
  public let documentation: String
  /// A call as a script would write it.
  public let example: String

  /// Whether a call may wait for the network or the clock.
  public var waits: Bool { effect.waits }

  /// Describes a builtin function.
  public init(
    _ builtin: Builtin, _ parameters: [SignatureParameter] = [], _ result: ResultRule,
    effect: CallEffect = .none, _ documentation: String, example: String
  ) {
    self.builtin = builtin
    self.parameters = parameters
    self.result = result
    self.effect = effect
    self.documentation = documentation
    self.example = example
  }
}
