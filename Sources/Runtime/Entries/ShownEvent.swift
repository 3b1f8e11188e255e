// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes

/// What happened in an exchange, in words: which way, what, and what it proves.
struct ShownEvent {
  /// Which way it went.
  let arrow: String
  let parts: [String]
  /// Bytes that were carried.
  var payload: [String] = []
  /// What it quotes.
  var quote: [String] = []
  /// What a reader should know of it.
  var remarks: [String] = []

  /// Puts an event into words; `probe` is the segment that asked.
  init(_ event: ExchangeTrace.Event, probe: TracedPacket.Segment?) {
    switch event {
    case .sent(let packet, let tries): self.init(own: packet, tries > 1 ? ["sent again: try \(tries)"] : [])
    case .unsent(let words): self.init("→", ["not sent: \(words)"])
    case .answer(let packet): self.init(received: packet, Self.proof(packet, probe))
    case .further(let packet): self.init(received: packet, ["a further answer; the first one counts"])
    case .found(let packet): self.init(received: packet, [])
    case .doubted(let packet, let doubt): self.init(received: packet, ["not believed: \(Self.text(doubt, packet))"])
    case .kernel(let packet):
      self.init(own: packet, ["sent by this machine's kernel, which knows of no such connection"])
    case .connecting(let tries):
      let again = tries > 1 ? ", try \(tries)" : ""
      self.init("→", ["connect\(again): the system sends SYN, and ACK to SYN|ACK"])
    case .connected(let code, let words, let error):
      if code == 0 {
        self.init("←", ["connected: SYN|ACK came, the handshake is complete"])
      } else if let error {
        let parts = ShownPacket(packet: error, isOwn: false).parts
        self.init("←", ["connect failed because of \(parts.first ?? "an ICMP error")"] + parts.dropFirst())
      } else {
        self.init("←", ["connect failed: \(words)"])
      }
    }
  }

  private init(_ arrow: String, _ parts: [String]) { (self.arrow, self.parts) = (arrow, parts) }

  private init(own packet: TracedPacket, _ remarks: [String]) {
    self.init("→", ShownPacket(packet: packet, isOwn: true), remarks)
  }

  private init(received packet: TracedPacket, _ remarks: [String]) {
    self.init("←", ShownPacket(packet: packet, isOwn: false), remarks)
  }

  private init(_ arrow: String, _ shown: ShownPacket, _ remarks: [String]) {
    (self.arrow, parts, payload, quote) = (arrow, shown.parts, shown.payload, shown.quote)
    self.remarks = remarks
  }

  /// By what an answer shows that it saw the probe.
  private static func proof(_ packet: TracedPacket, _ probe: TracedPacket.Segment?) -> [String] {
    switch packet.body {
    case .segment(let segment):
      guard let probe, let sequence = probe.sequence, let flags = probe.flags else { return [] }
      if let number = segment.acknowledgment, number &- sequence <= UInt32(probe.payload.length) + 2 {
        let more = number &- sequence
        return ["its ack is the probe's seq" + (more > 0 ? " + \(more)" : "") + ": it answers the probe"]
      }
      if flags.contains(.ack), segment.sequence == probe.acknowledgment {
        return ["its seq is the probe's ack: it answers the probe"]
      }
      return []
    case .message(_, .some): return ["what it quotes is the probe"]
    default: return []
    }
  }

  private static func text(_ doubt: ExchangeTrace.Doubt, _ packet: TracedPacket) -> String {
    switch doubt {
    case .checksum: "its checksum is wrong"
    case .acknowledgment(let wanted): "its ack must be \(wanted), one behind what the probe sent"
    case .sequence(let wanted): "a reset of this probe must have seq \(wanted), the probe's ack"
    case .unrelated: "it acknowledges nothing and opens nothing"
    case .port(let port): "it comes from port \(port), which was not asked"
    case .quote: "what it quotes is not the probe"
    case .content: "it does not give back what the probe bore"
    }
  }
}
