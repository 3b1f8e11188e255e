// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// A plan as text for a person.
public struct PlanText {
  private let plan: ScanPlan
  private let width: Int
  private static let label = 14

  /// Lays a plan out in lines of at most `width` columns.
  public init(_ plan: ScanPlan, width: Int = 80) {
    self.plan = plan
    self.width = max(60, width)
  }

  /// The text, with its last line end.
  public var text: String {
    var lines = ["plan of \(plan.script): nothing is sent"]
    for (place, scan) in plan.scans.enumerated() {
      lines.append("")
      lines += section(scan, number: place + 1)
    }
    if !plan.followUps.isEmpty { lines += [""] + followUpLines }
    lines += ["", "in all"] + totalLines
    if !plan.notes.isEmpty {
      lines.append("")
      for note in plan.notes { lines += wrapped(note, first: "note: ", rest: "      ") }
    }
    return lines.map { TerminalText.sanitized($0) }.joined(separator: "\n") + "\n"
  }

  // MARK: Scans

  private func section(_ scan: PlannedScan, number: Int) -> [String] {
    let origin = scan.handler.map { ", by `\($0)`" } ?? ""
    var lines = ["scan \(number)  \(scan.place)\(origin)  \(times(scan.runs))"]
    lines += row("targets", targets(scan))
    lines += row("ports", ports(scan))
    if let probes = scan.searchProbes {
      lines += row(
        "discovery", "\(FigureText.count(probes, "probe")) for each host; of those that are down no port is asked")
    }
    lines += row("techniques", techniques(scan))
    lines += row("packets", "\(bounds(scan.packets, "packet"))\(isMany(scan) ? " in all runs" : "") (\(effort(scan)))")
    if let keepsPackets = scan.keepsPackets { lines += row("capture", capture(keepsPackets)) }
    lines += row("kernel", kernel(scan.kernel))
    lines += row("time", time(scan))
    for handler in scan.handlers {
      lines += row(handler.header, "\(bounds(handler.instances, "time")), \(bounds(handler.each, "packet")) each")
    }
    return lines
  }

  private func isMany(_ scan: PlannedScan) -> Bool { scan.runs.most != 1 }

  private func times(_ count: CountBounds) -> String {
    switch (count.least, count.most) {
    case (1, 1): "once"
    case (0, 1): "at most once"
    default: bounds(count, "time")
    }
  }

  private func targets(_ scan: PlannedScan) -> String {
    let text = scan.targetText.map { ": \($0)" } ?? ""
    return bounds(scan.targets, "address", "addresses") + text
  }

  private func ports(_ scan: PlannedScan) -> String {
    let text = scan.portText.map { ": \($0)" } ?? ""
    return bounds(scan.ports, "port") + " of each" + text
  }

  private func techniques(_ scan: PlannedScan) -> String {
    var text = scan.techniques.map { $0.isEmpty ? "flags(…)" : $0 }.joined(separator: ", ")
    if !scan.replaced.isEmpty { text += ", in place of \(scan.replaced.joined(separator: ", "))" }
    return text + (scan.needsPrivilege ? "; needs raw sockets (CAP_NET_RAW)" : "; no privilege needed")
  }

  private func effort(_ scan: PlannedScan) -> String {
    var parts = [FigureText.count(scan.retries, "retry", "retries"), "timeout \(scan.timeout)"]
    if scan.confirm > 1 { parts.append("\(scan.confirm) passes") }
    if let shard = scan.shard { parts.append("shard \(shard)") }
    if scan.order != "random" { parts.append("in order") }
    return parts.joined(separator: ", ")
  }

  private func capture(_ keepsPackets: Bool) -> String {
    keepsPackets
      ? "packets and their answers are kept on the disk of --out, about 0.1 KB each"
      : "none: this run sends no packets of its own, and `save … as pcapng` writes no file"
  }

  private func kernel(_ count: CountBounds) -> String {
    guard let most = count.most else { return "no bound" }
    return most == 0 ? "nothing by itself" : "by itself at most \(FigureText.count(most, "packet")) (ACK, RST)"
  }

  private func time(_ scan: PlannedScan) -> String {
    var rates: [String] = []
    if let rate = scan.rate { rates.append("\(rate)") }
    if let rate = scan.ratePerHost { rates.append("\(rate) per host") }
    var text: String
    if rates.isEmpty {
      text = "no rate: as fast as the path carries"
    } else {
      text = "at \(rates.joined(separator: ", ")): " + span(scan.time)
      if let bits = scan.bandwidth { text += ", \(bitRate(bits))" }
    }
    if let deadline = scan.deadline { text += "; deadline \(deadline)" }
    return text
  }

  private func span(_ time: CountBounds) -> String {
    let least = FigureText.time(Int64(clamping: time.least))
    guard let most = time.most else { return "at least \(least)" }
    let text = FigureText.time(Int64(clamping: most))
    return time.least == 0 ? "at most about \(text)" : "\(least) to about \(text)"
  }

  private func bitRate(_ bits: UInt64) -> String {
    switch bits {
    case 10_000_000...: "\(bits / 1_000_000) Mbit/s"
    case 10_000...: "\(bits / 1_000) kbit/s"
    default: "\(bits) bit/s"
    }
  }

  // MARK: Follow-ups and totals

  private var followUpLines: [String] {
    var lines = ["follow-ups"]
    for entry in plan.followUps {
      let origin = entry.handler.map { " in `\($0)`" } ?? ""
      lines += wrapped(
        "\(entry.name)\(origin), \(entry.place): \(times(entry.runs)), \(bounds(entry.packets, "packet"))",
        first: "  ", rest: "      ")
    }
    return lines
  }

  private var totalLines: [String] {
    var lines = row("packets", bounds(plan.packets, "packet") + " sent")
    lines += row(
      "kernel", kernel(plan.kernel) + (plan.kernel.isZero ? "" : "; and one for each further segment of the other side")
    )
    if !plan.names.isEmpty || !plan.lookups.isZero {
      let names = plan.names.map { LiteralText.quoted($0) }.joined(separator: ", ")
      lines += row(
        "look-ups", bounds(plan.lookups, "question") + " to the resolver" + (names.isEmpty ? "" : ": \(names)"))
    }
    for (name, addresses) in plan.resolved {
      let found = addresses.isEmpty ? "no address" : addresses.map(\.description).joined(separator: ", ")
      lines += row("", "\(LiteralText.quoted(name)) is \(found)")
    }
    if !plan.limits.isEmpty { lines += row("limits", plan.limits.joined(separator: ", ")) }
    lines += row("privilege", plan.scans.contains(where: \.needsPrivilege) ? "raw sockets (CAP_NET_RAW)" : "none")
    lines += row("scope", plan.scopeName)
    return lines
  }

  // MARK: Words

  /// `5 packets`, `5 to 15 packets`, `at most 15 packets`, `5 packets or more`, `no bound`.
  private func bounds(_ count: CountBounds, _ noun: String, _ plural: String? = nil) -> String {
    let many = plural ?? noun + "s"
    guard let most = count.most else {
      return count.least == 0
        ? "no bound on \(many)" : "\(FigureText.count(count.least, noun, many)) or more, no bound"
    }
    if count.least == most { return most == 0 ? "no \(many)" : FigureText.count(most, noun, many) }
    if count.least == 0 { return "at most \(FigureText.count(most, noun, many))" }
    return "\(count.least) to \(FigureText.count(most, noun, many))"
  }

  /// A labelled line, wrapped under its text.
  private func row(_ label: String, _ text: String) -> [String] {
    let head = "  " + label + String(repeating: " ", count: max(2, Self.label - TerminalText.width(label) - 2))
    return wrapped(text, first: head, rest: String(repeating: " ", count: Self.label))
  }

  private func wrapped(_ text: String, first: String, rest: String) -> [String] {
    let room = width - max(TerminalText.width(first), TerminalText.width(rest))
    let parts = TextWrapping.lines(text, width: max(20, room))
    return parts.enumerated().map { ($0 == 0 ? first : rest) + $1 }
  }
}
