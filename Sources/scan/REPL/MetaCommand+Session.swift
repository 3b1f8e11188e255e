// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang
import ScanRuntime

/// Commands about the session itself.
extension MetaCommand {
  static let sessionRows: [MetaCommand] = [
    MetaCommand(
      name: "names", summary: "what was declared",
      run: { session, _ in
        let lines = session.checker.names.map { name in
          name + (session.checker.kind(of: name).map { ": \($0)" } ?? "")
        }
        session.page(lines.isEmpty ? "nothing was declared\n" : lines.joined(separator: "\n") + "\n")
        return .next
      }),
    MetaCommand(
      name: "scope", summary: "where packets may go, and how fast",
      run: { session, _ in
        session.page(scope(session.settings.options).joined(separator: "\n") + "\n")
        return .next
      }),
    MetaCommand(
      name: "history", usage: "[N]", summary: "the last N entries, 20 if nothing is said",
      run: { session, text throws(ReplFailure) in
        guard let count = text.isEmpty ? 20 : Int(text), count > 0 else {
          throw ReplFailure("how many?", hint: ":history 50")
        }
        session.page(history(session.past, count))
        return .next
      }),
    MetaCommand(
      name: "time", usage: "on|off|EXPR", forms: ["on|off", "EXPR"], summary: "how long every entry takes, or one",
      run: { session, word throws(ReplFailure) in
        guard ["on", "off", ""].contains(word) else { return session.time(word) }
        session.settings.showsTime = try isOn(word, "time")
        return .next
      }),
    MetaCommand(
      name: "set", usage: "[NAME VALUE]", forms: ReplSetting.all.map(\.form),
      meanings: ReplSetting.meanings,
      summary: "how values are shown; alone, what can be set",
      details: "With a name alone it shows that one.",
      listing: ReplSetting.listing, facts: ReplSetting.all.map(\.fact),
      run: { session, text throws(ReplFailure) in
        try ReplSetting.run(session, text)
        return .next
      }),
    MetaCommand(name: "quit", aliases: ["q", "exit"], summary: "leave", run: { _, _ in .leave }),
  ]

  /// The last entries, each behind its number; further lines of an entry stand under its first.
  private static func history(_ past: [String], _ count: Int) -> String {
    let width = String(past.count).count + 2
    let entries = past.enumerated().suffix(count).map { number, entry in
      let lines = TerminalText.sanitized(entry, keepingLines: true).split(
        separator: "\n", omittingEmptySubsequences: false)
      let name = String(number + 1)
      let blanks = String(repeating: " ", count: width + 2)
      return String(repeating: " ", count: width - name.count) + name + "  "
        + lines.joined(separator: "\n" + blanks) + "\n"
    }
    return entries.joined()
  }

  private static func isOn(_ word: String, _ name: String) throws(ReplFailure) -> Bool {
    guard word == "on" || word == "off" else { throw ReplFailure("\(name) is on or off", hint: ":set \(name) on") }
    return word == "on"
  }

  /// The operator's scope in lines.
  private static func scope(_ options: RunOptions) -> [String] {
    let scope = options.scope
    if let network = options.network { return ["simulated network \(network.name): nothing leaves this machine"] }
    var lines = [
      scope.hash == nil ? "no scope file: loopback, link-local and private networks only" : "scope \(scope.name)"
    ]
    lines.append("  allow      \(scope.allow)")
    if !scope.deny.isEmpty { lines.append("  deny       \(scope.deny)") }
    if !options.exclude.isEmpty { lines.append("  --exclude  \(options.exclude)") }
    if let techniques = scope.techniques { lines.append("  using      \(techniques.joined(separator: ", "))") }
    if let rate = scope.rate { lines.append("  rate       \(rate)") }
    if let rate = scope.ratePerHost { lines.append("  rate       \(rate) per host") }
    if let rate = options.rate { lines.append("  --rate     \(rate)") }
    if let days = scope.validity { lines.append("  valid      \(days.lowerBound) to \(days.upperBound)") }
    if let ticket = scope.ticket { lines.append("  ticket     \(ticket)") }
    if let hash = scope.hash { lines.append("  hash       \(hash)") }
    return lines.map { TerminalText.sanitized($0) }
  }
}
