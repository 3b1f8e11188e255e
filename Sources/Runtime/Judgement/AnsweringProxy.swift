// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Something that answers SYNs in the place of a host's services, so that its open ports say little of them.
///
/// One SYN|ACK cannot show who sent it; what all of a host's answers have in common can (decision 0018).
public enum AnsweringProxy: String, Sendable, CaseIterable {
  /// No answer offers a window. A listener has a buffer and offers it; who answers before it has asked the host behind it
  /// (a SYN proxy, RFC 4987 §3.4) cannot know one yet. Some tarpits do the same.
  case synProxy = "syn-proxy"
  /// Every port takes connections and has room for a few bytes: who connects is held and can send nothing.
  case tarpit = "tarpit"
  /// Every port takes connections and all answers are alike; who does that cannot be told from them.
  case everythingOpen = "everything-open"

  /// Windows below this hold no segment of anybody's: LaBrea offers 10 bytes, xtables-addons' TARPIT 5.
  static let tinyWindow = 64
  /// So few open ports are a host's own, however they answer.
  static let leastOffers = 2
  /// With so many ports, and all of them open, nobody listens behind each.
  static let manyOffers = 64

  /// What the answers of one host show. `offers` are its ports that are open for a SYN|ACK, `refused` its TCP ports that are
  /// closed, `silent` those that are filtered.
  init?(offers: some Collection<Evidence>, refused: UInt64, silent: UInt64) {
    guard offers.count >= Self.leastOffers, let first = offers.first else { return nil }
    let hasSegments = offers.allSatisfy { $0.flags.isSuperset(of: [.syn, .ack]) }
    if hasSegments, offers.allSatisfy({ $0.window == 0 }) {
      self = .synProxy
      return
    }
    let isAll = refused == 0 && UInt64(offers.count) >= 99 * silent
    guard isAll, offers.count >= Self.manyOffers else { return nil }
    if hasSegments, offers.allSatisfy({ $0.window < Self.tinyWindow }) {
      self = .tarpit
      return
    }
    // Connections show no segments: of those only the number speaks.
    let isUniform = offers.allSatisfy {
      ($0.window, $0.ttl, $0.options) == (first.window, first.ttl, first.options) && $0.flags == first.flags
    }
    guard isUniform else { return nil }
    self = .everythingOpen
  }

  /// What a report says of a host with so many open ports.
  func remark(open: UInt64) -> String {
    switch self {
    case .synProxy:
      "a SYN proxy or tarpit answers: none of \(open) open ports offers a window, so what is behind them is not known"
    case .tarpit: "a tarpit answers: all of \(open) TCP ports are open, and none has room for data"
    case .everythingOpen:
      "everything is open: \(open) TCP ports answer alike, as a SYN proxy, a tarpit or a catch-all does"
    }
  }
}

extension ScanResults {
  /// What answers in the place of a host; nil where nothing speaks for that.
  func proxy(of host: Address, _ tally: HostTally) -> AnsweringProxy? {
    guard tally.count(.open) >= AnsweringProxy.leastOffers else { return nil }
    var offers: [Evidence] = []
    for number in ordered(host) {
      let row = rows[Int(number)]
      if row.transport == .tcp, row.primary.state == .open, row.primary.reason == .synAck { offers.append(row.primary) }
    }
    // A datagram is refused by an ICMP error; saved results do not always say by what.
    let closed = tally.reasons(of: .closed)
    let byDatagram: UInt64 = closed.first { $0.reason == .portUnreach }?.count ?? 0
    return AnsweringProxy(
      offers: offers, refused: tally.count(.closed) - byDatagram, silent: tally.count(.filtered))
  }

  /// The same of a host that may not have been counted.
  func proxy(of host: Address) -> AnsweringProxy? { tally(of: host).flatMap { proxy(of: host, $0) } }
}
