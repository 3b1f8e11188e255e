// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

extension ErrorRecord {
  /// Most causes that are told one by one.
  private static let causeLimit = 5

  /// What standard error shows: the first instance in full, with how often it happened, where first, and why.
  public var aggregated: Diagnostic? {
    guard var diagnostic else { return nil }
    diagnostic.notes = notes(below: diagnostic.headline) + diagnostic.notes
    return diagnostic
  }

  /// The same without a source, for errors that no line of the script caused.
  public var plainText: String {
    let lines =
      ["error[\(code)]: \(TerminalText.sanitized(text))"]
      + notes(below: text).map { "note: " + TerminalText.sanitized($0) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// How often, where first, the causes counted.
  private func notes(below headline: String) -> [String] {
    var notes: [String] = []
    let place = place(below: headline)
    if !place.isEmpty { notes.append(place) }
    // One cause that the headline names is not told twice.
    if causes.isEmpty || causes.count == 1 && headline.contains(causes[0].text) { return notes }
    let shown = causes.prefix(Self.causeLimit).map { "\($0.count) × \($0.text)" }
    let rest = causes.dropFirst(Self.causeLimit).reduce(0) { $0 + $1.count }
    return notes + [(shown + (rest > 0 ? ["\(rest) × other causes"] : [])).joined(separator: ", ")]
  }

  /// `37 times in `on open 443`, first at 198.18.0.2 port 443, 12:04:31 UTC`, without what the headline says.
  private func place(below headline: String) -> String {
    let isCounted = count == 1 || headline.contains("\(count) times") || headline.contains(" for \(count) of ")
    let times = isCounted ? "" : "\(count) times"
    let inside = handler.isEmpty || headline.contains("`\(handler)`") ? "" : "in `\(handler)`"
    var at = host.map { host in "at \(host)" + (port.map { " port \($0)" } ?? "") } ?? ""
    if let host, headline.contains(host.description) { at = "" }
    if let time, !at.isEmpty { at += ", \(TimeFormat.text(time, layout: "%H:%M:%S")) UTC" }
    let places = [inside, at.isEmpty || count == 1 ? at : "first \(at)"].filter { !$0.isEmpty }
    return [times, places.joined(separator: ", ")].filter { !$0.isEmpty }.joined(separator: " ")
  }
}
