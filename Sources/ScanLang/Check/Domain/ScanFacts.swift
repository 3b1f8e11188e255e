// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// What is known of a scan before the run.
struct ScanFacts {
  /// All techniques, the fallback last; `nil` if one is known only when it runs.
  let techniques: [Technique]?
  /// The techniques that may give a port its state, by protocol.
  let primaries: [TransportProtocol: [Technique]]
  /// Where `using` stands.
  let usingClause: SourceSpan?
  /// The last technique before `else`.
  let lastTechnique: SourceSpan?
  /// The protocol over which bare ports are asked: TCP if any technique speaks it; `nil` if that is not known.
  let bareProtocol: TransportProtocol?
  /// Names of the techniques that may give results, `nil` if they are known only when it runs.
  let techniqueNames: Set<String>?
  /// The clause `ports`.
  let portsClause: SetSyntax?
  /// The ports asked; `nil` if they are known only when it runs, as the usual ones are.
  let ports: PortSet?

  init(_ scan: ScanSyntax, _ constants: Constants, _ context: CheckContext) {
    var using: (names: [Expression], fallback: Expression?, span: SourceSpan)?
    var clause: SetSyntax?
    for entry in scan.clauses {
      switch entry.kind {
      case .using(let names, let fallback): using = (names, fallback, entry.span)
      case .ports(let set): clause = set
      default: break
      }
    }
    portsClause = clause
    ports = clause.flatMap { constants.ports($0) }
    usingClause = using?.span
    lastTechnique = using?.names.last?.span
    if let declared = using {
      let named = declared.names.map { constants.technique($0) }
      let fallback = declared.fallback.map { constants.technique($0) }
      let all = named + (fallback.map { [$0] } ?? [])
      techniques = all.contains { $0 == nil } ? nil : all.compactMap { $0 }
      let speaksTCP = techniques.map { $0.contains { $0.transport == .tcp } }
      bareProtocol = speaksTCP.map { $0 ? .tcp : .udp }
      techniqueNames = techniques.map { Set($0.map(\.name)) }
      primaries = techniques == nil ? [:] : Self.primaries(named.compactMap { $0 }, fallback ?? nil)
    } else {
      let usual = ScanFacts.usual(context)
      let hasUDP = clause != nil && ports.map(\.hasUDP) ?? true
      techniques = nil
      bareProtocol = .tcp
      techniqueNames = Set(usual.map(\.name))
      var primaries = Self.primaries(Array(usual.prefix(1)), usual.count > 1 ? usual[1] : nil)
      if hasUDP, usual.count > 2 { primaries[.udp] = [usual[2]] }
      self.primaries = primaries
    }
  }

  /// `syn else connect`, and `udp`.
  private static func usual(_ context: CheckContext) -> [Technique] {
    ["syn", "connect", "udp"].compactMap { name in
      context.techniqueNumbers[name].map { context.techniques[$0].technique }
    }
  }

  /// The first technique of each protocol, and what stands in for it without privilege.
  private static func primaries(
    _ named: [Technique], _ fallback: Technique?
  ) -> [TransportProtocol: [Technique]] {
    var primaries: [TransportProtocol: [Technique]] = [:]
    for technique in named where primaries[technique.transport] == nil {
      primaries[technique.transport] = [technique]
    }
    guard let fallback, named.contains(where: \.needsRawSocket) else { return primaries }
    // Without privilege the raw techniques are gone, and the fallback or the next one is first.
    let rest = named.filter { !$0.needsRawSocket } + [fallback]
    for technique in rest where primaries[technique.transport].map({ !$0.contains(technique) }) ?? true {
      primaries[technique.transport, default: []].append(technique)
    }
    return primaries
  }

  /// The techniques that decide about ports; without ports those of every protocol.
  func primaries(for ports: PortSet?) -> [Technique] {
    var protocols: Set<TransportProtocol> = [.tcp, .udp]
    if let ports, !ports.hasBare {
      protocols = Set((ports.hasTCP ? [.tcp] : []) + (ports.hasUDP ? [.udp] : []))
    }
    return [.tcp, .udp].filter(protocols.contains).flatMap { primaries[$0] ?? [] }
  }
}
