// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// Where an operator's scope file says what: messages about refusals show the line.
public struct ScopePlaces: Sendable {
  /// The file.
  public let source: SourceFile
  /// What `allow` and `deny` name, operand by operand.
  var allow: [(targets: TargetSet, span: SourceSpan)] = []
  var deny: [(targets: TargetSet, span: SourceSpan)] = []
  /// The line that names techniques.
  var using: SourceSpan?

  /// Reads the places of a scope file that has been read as one.
  public init(_ source: SourceFile) {
    self.source = source
    for case .scope(let scope) in Parser.parse(source).statements.map(\.kind) {
      for entry in scope.entries {
        switch entry {
        case .allow(let set): allow += Self.places(set)
        case .deny(let set): deny += Self.places(set)
        case .using(let names):
          if let first = names.first, let last = names.last { using = first.span.joined(with: last.span) }
        default: break
        }
      }
    }
  }

  private static func places(_ set: SetSyntax) -> [(targets: TargetSet, span: SourceSpan)] {
    set.items.map { item in
      var reader = LiteralTargets()
      let one = SetSyntax(items: [item], except: set.except, span: set.span)
      return (reader.targets(of: one), item.span)
    }
  }

  /// The line that keeps an address out: the `deny` that names it, else what is allowed.
  func related(to address: Address) -> [RelatedSpan] {
    if let denied = deny.first(where: { $0.targets.contains(address) }) {
      return [RelatedSpan(denied.span, "denied here")]
    }
    return allow.prefix(3).enumerated().map { place, allowed in
      RelatedSpan(allowed.span, place == 0 ? "allowed is this, and \(address) is not in it" : "and this")
    }
  }
}
