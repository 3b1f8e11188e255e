// SPDX-License-Identifier: GPL-3.0-or-later

/// A form in which `save` writes: one row each, named by the word behind `as`.
public enum SaveFormat: String, CaseIterable, Sendable {
  case json, jsonl, csv, nmap, html, markdown, hosts, pcapng

  /// Endings of paths that stand for the format when `as` is left out.
  public var endings: [String] {
    switch self {
    case .markdown: ["markdown", "md"]
    case .nmap: ["nmap", "xml"]
    case .html: ["html", "htm"]
    case .hosts: ["hosts", "txt"]
    default: [rawValue]
    }
  }

  /// Whether any list can be written in it, and not only the results of a scan.
  public var takesLists: Bool {
    switch self {
    case .json, .jsonl, .csv, .markdown, .hosts: true
    case .nmap, .html, .pcapng: false
    }
  }

  /// What is written, for the reference.
  public var documentation: String {
    switch self {
    case .json:
      "One document with all that is known of the scan, which `baseline(…)` reads back; of a list, a JSON array."
    case .jsonl: "The records that `scan run --json` writes about the scan, one a line; of a list, an element a line."
    case .csv:
      "A row for each port, or for each element of a list; what a spreadsheet would take for a formula is quoted."
    case .nmap: "nmap's XML, for programs that read nmap's output."
    case .html: "A page for people that needs nothing beside itself."
    case .markdown: "Tables for tickets and wikis."
    case .hosts: "The addresses of the hosts that are up, or of those in a list, one a line; `@FILE` reads it."
    case .pcapng: "What the scan sent and received by packets of its own, for tcpdump and Wireshark."
    }
  }

  /// The format that the ending of a path stands for.
  public init?(ending path: String) {
    guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return nil }
    let ending = path[path.index(after: dot)...].lowercased()
    guard let format = Self.allCases.first(where: { $0.endings.contains(ending) }) else { return nil }
    self = format
  }
}
