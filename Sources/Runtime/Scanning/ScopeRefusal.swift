// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang

/// Holds what a playbook is known to ask against a scope, and says what a refusal looks like.
public struct ScopeRefusal {
  private let scope: Scope
  private let places: ScopePlaces?

  /// Speaks of a scope, and of the file it was read from.
  public init(_ scope: Scope, _ places: ScopePlaces?) {
    self.scope = scope
    self.places = places
  }

  /// Everything that a playbook asks outside the scope as far as it is known before the run, in source order.
  /// `exclude` is left out by the operator anyway.
  public func diagnostics(_ program: CheckedProgram, exclude: TargetSet = TargetSet()) -> [Diagnostic] {
    let targets = program.knownTargets.compactMap { known -> Diagnostic? in
      let asked = known.targets.subtracting(exclude)
      return scope.firstOutside(asked).map { diagnostic($0, known, asked, program) }
    }
    let techniques = program.knownTechniques.compactMap { known -> Diagnostic? in
      guard let allowed = scope.techniques, !allowed.contains(known.technique.name) else { return nil }
      return diagnostic(known.technique, allowed, at: known.span)
    }
    return DiagnosticRenderer.ordered(targets + techniques)
  }

  /// An address outside the scope, wherever it was met.
  func diagnostic(_ address: Address, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .outsideScope, headline(address), at: span, related: places?.related(to: address.canonical) ?? [],
      notes: [address.canonical.isForMany ? Self.noteOnMany : note])
  }

  /// A technique that the scope does not allow.
  func diagnostic(_ technique: Technique, _ allowed: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .outsideScope,
      "the scope \(LiteralText.quoted(scope.name)) does not allow \(technique): it allows "
        + allowed.joined(separator: ", "), at: span,
      related: places?.using.map { [RelatedSpan($0, "these are allowed")] } ?? [], notes: [note])
  }

  private func headline(_ address: Address) -> String {
    let canonical = address.canonical
    let also = canonical == address ? "" : " (\(canonical))"
    return "\(address)\(also) is outside the scope \(LiteralText.quoted(scope.name)): nothing was sent to it"
  }

  private static let noteOnMany =
    "multicast and broadcast addresses may be asked only where a scope's `allow` names nothing but such addresses"

  private var note: String {
    places == nil
      ? "without a scope file a run may touch loopback, link-local and private networks; `--scope FILE` says otherwise"
      : "a playbook may narrow a scope; only the operator's file can widen it"
  }

  private func diagnostic(
    _ address: Address, _ known: KnownTargets, _ asked: TargetSet, _ program: CheckedProgram
  ) -> Diagnostic {
    var diagnostic = diagnostic(address, at: known.span)
    let source = ([program.tree] + program.imports).map(\.source).first { $0.file == known.span.file }
    if asked.count > 1 {
      // Beyond 64 bits the number tells nobody anything, and beyond 128 it is not known.
      let count = UInt64(exactly: asked.count).map { "\($0) " } ?? ""
      diagnostic.label = "\(address) is one of its \(count)addresses"
    }
    if let declaration = known.declaration {
      diagnostic.related.insert(RelatedSpan(declaration, "declared here"), at: 0)
    }
    let outside = scope.outside(asked)
    guard outside != asked, outside.ranges.count <= 3, let text = source?.text(known.set) else { return diagnostic }
    let except = (text.contains(" except ") ? ", " : " except ") + "\(outside)"
    diagnostic.fixes = [
      Repair(replace: known.set, with: text + except, outside.count == 1 ? "leaves it out" : "leaves them out")
    ]
    return diagnostic
  }
}
