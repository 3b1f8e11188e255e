// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// `:probe`: one port, packet by packet.
extension MetaCommand {
  static let probeRows: [MetaCommand] = [
    MetaCommand(
      name: "probe", usage: "HOST PORT [FLAGS|TECHNIQUE]", forms: ["HOST PORT [FLAGS|TECHNIQUE]", "HOST icmp"],
      summary: "ask one port and see the packets and their reading",
      details: """
        FLAGS as SYN|FIN or NONE, sent raw, or a technique such as xmas or udp; without them the system connects. \
        `icmp` asks the host with an echo request. It goes through the scope as any probe does, and asks a second \
        time after a second. Shown is every packet of the exchange as it was sent (→) or came (←): when, who to \
        whom, and what its headers say; what proves that it answers; packets that were not believed, and why; \
        what this machine's kernel said by itself. Of a connection only the system's call is seen. Then comes how \
        the technique reads the answer: the row that took it is marked, and gives the state.
        """,
      run: { session, text throws(ReplFailure) in try probe(session, text) })
  ]

  /// A packet may be lost: silence is asked once more.
  private static let tries = 2

  private static func probe(_ session: ReplSession, _ text: String) throws(ReplFailure) -> ReplSession.Step {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    if words.count == 2, ["icmp", "ping"].contains(words[1].lowercased()) {
      return session.run(code: "ping(\(try host(words[0], session)), tries: \(tries))", form: .exchange)
    }
    guard words.count == 2 || words.count == 3 else {
      throw ReplFailure("which port, and how?", hint: ":probe 10.0.0.5 80 SYN|FIN")
    }
    let host = try host(words[0], session)
    let technique = words.count == 3 ? try technique(words[2]) : "connect"
    return session.run(code: "probe(\(host), \(words[1]), using: \(technique), tries: \(tries))", form: .exchange)
  }

  /// A name that is no variable of the session is a host's.
  private static func host(_ word: String, _ session: ReplSession) throws(ReplFailure) -> String {
    if Address(word) != nil || session.checker.slot(of: word) != nil { return word }
    guard isMade(word, of: "0123456789.-_") else {
      throw ReplFailure("`\(TerminalText.sanitized(word))` is no host", hint: ":probe 10.0.0.5 80 SYN|FIN")
    }
    return "\"\(word)\""
  }

  /// Whether a word holds nothing but letters and these.
  private static func isMade(_ word: String, of others: String) -> Bool {
    word.unicodeScalars.allSatisfy { $0.isASCII && $0.properties.isAlphabetic || others.unicodeScalars.contains($0) }
  }

  /// FLAGS that a built-in technique sends are that one. Others make a technique without a name, which reads as most
  /// stacks answer: who may not speak stays silent, and to what acknowledges every port objects that is reached.
  private static func technique(_ word: String) throws(ReplFailure) -> String {
    let parts = word.split(separator: "|", omittingEmptySubsequences: false).map { $0.uppercased() }
    guard parts.allSatisfy({ TCPFlags($0) != nil }) else {
      guard isMade(word, of: "0123456789_") else {
        throw ReplFailure(
          "`\(TerminalText.sanitized(word))` is neither flags nor a technique", hint: "SYN|FIN, xmas, connect")
      }
      return word
    }
    let flags = parts.compactMap { TCPFlags($0) }.reduce(into: TCPFlags()) { $0.formUnion($1) }
    if let technique = Prelude.technique(sending: flags) { return technique.name }
    let silence = flags.isDisjoint(with: [.syn, .ack]) ? "open|filtered" : "filtered"
    let reset = flags.contains(.ack) ? ", rst: unfiltered" : ""
    return "flags(\(flags), silence: \(silence)\(reset))"
  }
}
