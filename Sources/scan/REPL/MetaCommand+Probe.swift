// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// `:probe`: one port, packet by packet.
extension MetaCommand {
  static let probeRows: [MetaCommand] = [
    MetaCommand(
      name: "probe", usage: "HOST PORT [FLAGS|TECHNIQUE]",
      summary: "ask one port and see the packets and their reading",
      details: "FLAGS as SYN|FIN, sent raw; without them a connection. It goes through the scope as any probe does.",
      run: { session, text throws(ReplFailure) in try probe(session, text) })
  ]

  private static func probe(_ session: ReplSession, _ text: String) throws(ReplFailure) -> ReplSession.Step {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard words.count == 2 || words.count == 3 else {
      throw ReplFailure("which port, and how?", hint: ":probe 10.0.0.5 80 SYN|FIN")
    }
    let host = try host(words[0], session)
    let technique = words.count == 3 ? try technique(words[2]) : "connect"
    return session.run(code: "probe(\(host), \(words[1]), using: \(technique), tries: 1)", form: .exchange)
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

  /// FLAGS make a technique without a name, which reads as most stacks answer: who may not speak stays silent.
  private static func technique(_ word: String) throws(ReplFailure) -> String {
    let parts = word.split(separator: "|", omittingEmptySubsequences: false).map { $0.uppercased() }
    guard parts.allSatisfy({ TCPFlags($0) != nil }) else {
      guard isMade(word, of: "0123456789_") else {
        throw ReplFailure(
          "`\(TerminalText.sanitized(word))` is neither flags nor a technique", hint: "SYN|FIN, xmas, connect")
      }
      return word
    }
    let opens = parts.contains("SYN") || parts.contains("ACK")
    return "flags(\(parts.joined(separator: "|")), silence: \(opens ? "filtered" : "open|filtered"))"
  }
}
