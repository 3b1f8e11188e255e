// SPDX-License-Identifier: GPL-3.0-or-later

/// A parameter as calls see it, of a builtin or declared function alike.
struct CallParameter {
  let name: String
  let types: [ValueType]
  let isOptional: Bool
  let isVariadic: Bool

  init(_ parameter: SignatureParameter) {
    name = parameter.name
    types = parameter.types
    isOptional = parameter.isOptional
    isVariadic = parameter.isVariadic
  }

  init(_ parameter: Parameter, _ type: ValueType) {
    name = parameter.name.text
    types = type == .unknown ? [] : [type]
    isOptional = parameter.defaultValue != nil
    isVariadic = false
  }
}

/// Which argument of a call belongs to which parameter.
struct ArgumentMatch {
  /// A mistake in how arguments are given.
  enum Mistake {
    case tooMany(argument: Int)
    case unknownName(argument: Int)
    case givenTwice(argument: Int, parameter: Int)
    case positionalAfterNamed(argument: Int)
    case missing(parameter: Int)
  }

  /// For every parameter where its value comes from.
  private(set) var sources: [ArgumentSource]
  /// For every argument its parameter; `nil` where it has none.
  private(set) var parameters: [Int?]
  private(set) var mistakes: [Mistake] = []

  /// Matches arguments by position, then by name.
  init(_ signature: [CallParameter], _ arguments: [Argument]) {
    sources = signature.map { _ in .defaultValue }
    parameters = arguments.map { _ in nil }
    var isGiven = signature.map { _ in false }
    var next = 0
    var hasNamed = false
    for (place, argument) in arguments.enumerated() {
      if let name = argument.name {
        hasNamed = true
        guard let parameter = signature.firstIndex(where: { $0.name == name.text && !$0.isVariadic }) else {
          mistakes.append(.unknownName(argument: place))
          continue
        }
        take(place, parameter, &isGiven, signature)
      } else if hasNamed {
        mistakes.append(.positionalAfterNamed(argument: place))
      } else if next < signature.count {
        take(place, next, &isGiven, signature)
        if !signature[next].isVariadic { next += 1 }
      } else {
        mistakes.append(.tooMany(argument: place))
        break
      }
    }
    for (number, parameter) in signature.enumerated() where !isGiven[number] {
      if parameter.isVariadic { sources[number] = .rest(arguments.count) }
      if !parameter.isOptional { mistakes.append(.missing(parameter: number)) }
    }
  }

  private mutating func take(
    _ argument: Int, _ parameter: Int, _ isGiven: inout [Bool], _ signature: [CallParameter]
  ) {
    parameters[argument] = parameter
    if signature[parameter].isVariadic {
      if !isGiven[parameter] { sources[parameter] = .rest(argument) }
    } else if isGiven[parameter] {
      mistakes.append(.givenTwice(argument: argument, parameter: parameter))
    } else {
      sources[parameter] = .argument(argument)
    }
    isGiven[parameter] = true
  }
}
