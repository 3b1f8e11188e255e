// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// Reads target sets that hold literals alone: no names, nothing computed, nothing looked up.
struct LiteralTargets {
  /// What could not be read, in source order.
  private(set) var diagnostics: [Diagnostic] = []

  /// The set, as far as it could be read.
  mutating func targets(of set: SetSyntax) -> TargetSet {
    let wanted = set.items.reduce(TargetSet()) { $0.union(targets(of: $1)) }
    return set.except.reduce(wanted) { $0.subtracting(targets(of: $1)) }
  }

  private mutating func targets(of expression: Expression) -> TargetSet {
    switch expression.kind {
    case .address(let address): return TargetSet(address.canonical)
    case .network(let network): return Self.canonical(AddressRange(network))
    case .addressRange(let range): return Self.canonical(range)
    case .paren(let inner): return targets(of: inner)
    case .set(let set): return targets(of: set)
    case .string(let parts, _): return targets(of: parts, in: expression)
    case .missing: return TargetSet()
    default:
      complain("only addresses, networks and ranges may stand here", expression, "not a literal")
      return TargetSet()
    }
  }

  private mutating func targets(of parts: [StringPart], in expression: Expression) -> TargetSet {
    var text = ""
    for part in parts {
      guard case .text(let piece) = part else {
        complain("only addresses, networks and ranges may stand here", expression, "computed when it is read")
        return TargetSet()
      }
      text += piece
    }
    if let set = TargetSet.parseNmap(text) {
      return set.ranges.reduce(TargetSet()) { $0.union(Self.canonical($1)) }
    }
    complain("`\(text)` is a name, and names are not looked up here", expression, "name its addresses")
    return TargetSet()
  }

  private mutating func complain(_ headline: String, _ expression: Expression, _ label: String) {
    diagnostics.append(Diagnostic(.scopeNotLiteral, headline, at: expression.span, label: label))
  }

  /// IPv4 in IPv6 clothes (`::ffff:192.0.2.0/120`) is IPv4, as it is for every address that is held against a scope.
  private static func canonical(_ range: AddressRange) -> TargetSet {
    range.isMapped ? TargetSet(ranges: range.canonicalForms) : TargetSet(range)
  }
}

extension TargetSet {
  /// A set given on the command line, `10.0.0.0/8, 192.0.2.1 except 10.1.0.0/16`, or what is wrong with it.
  public static func literal(_ text: String) -> Result<TargetSet, InvalidTargets> {
    // The words before it make a declaration of it, so that the set reads as it does in a script.
    let source = SourceFile(name: "<command line>", text: "targets x = \(text)\n")
    let tree = Parser.parse(source)
    if let first = tree.diagnostics.first {
      return .failure(InvalidTargets(first.headline, first.fixes.first?.replacement))
    }
    guard tree.statements.count == 1, case .targets(_, let set) = tree.statements[0].kind else {
      return .failure(InvalidTargets("not a set of addresses", nil))
    }
    var reader = LiteralTargets()
    let targets = reader.targets(of: set)
    if let first = reader.diagnostics.first { return .failure(InvalidTargets(first.headline, nil)) }
    return .success(targets)
  }
}

/// Why a text is no set of literal targets.
public struct InvalidTargets: Error, Hashable {
  /// What is wrong, for a user.
  public let headline: String
  /// What to write instead, if that is known.
  public let repair: String?

  init(_ headline: String, _ repair: String?) {
    self.headline = headline
    self.repair = repair
  }
}
