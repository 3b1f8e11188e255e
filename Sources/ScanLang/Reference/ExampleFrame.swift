// SPDX-License-Identifier: GPL-3.0-or-later

/// What stands around the example of a row of a table, so that it can be checked and run as a playbook.
public enum ExampleFrame: String, Sendable {
  /// Statements, in a handler for open ports: `p` is the port result, `h` its host.
  case statement
  /// Statements at top level.
  case file
  /// A playbook of its own.
  case bare
  /// A file that is imported.
  case module
  /// A clause or handler in the braces of a scan.
  case scan
  /// A line in the braces of `expect`.
  case expect
  /// What follows `show seen.open`.
  case show
  /// A line of `limits`.
  case limits
  /// An option or answer of a technique.
  case technique
  /// What a technique sends.
  case probe
  /// A line of a simulated network.
  case network
  /// A line of a simulated host.
  case host
  /// A line of an operator's scope file.
  case scopeFile

  /// The example with everything it needs around it.
  public func script(_ example: String) -> String {
    switch self {
    case .statement:
      """
      \(Self.names)
      scan dmz ports web, 22, 9100 using connect {
        on open as p {
          let h = seen.hosts.first
          print(p.port, h.address)
      \(indented(example, by: 4))
        }
      }
      """
    case .file: "\(Self.names)\n\(example)"
    case .bare, .module: example
    case .scan: "\(Self.names)\nscan dmz {\n\(missingPorts(example))\(indented(example, by: 2))\n}"
    case .expect: "\(Self.names)\nexpect seen {\n\(indented(example, by: 2))\n}"
    case .show: "\(Self.names)\nshow seen.open \(example)"
    case .limits: "limits { \(example) }\n\(Self.names)"
    case .technique: "technique own {\n  \(probe(for: example))\n  \(example)\n\(silence(for: example))}\n\(Self.names)"
    case .probe: "technique own {\n  \(example)\n  silence => filtered\n}\n\(Self.names)"
    case .network: "network other {\n  \(example)\n}\n\(Self.names)"
    case .host: "network other {\n  host 10.0.0.1 { \(example) }\n}\n\(Self.names)"
    case .scopeFile:
      "scope \"example\" {\n\(example.hasPrefix("allow") ? "" : "  allow 10.0.0.0/8\n")  \(example)\n}"
    }
  }

  /// The names that examples use.
  private static let names = """
    param dmz: targets = 10.0.0.10
    ports web = 80, 443
    let n = 3
    let counts = {ssh: 1}
    let xs = [443, 22, 80]
    let seen = scan dmz ports web, 22, 9100 using connect {
      on open 22 as p { finding info "SSH is reachable" at p }
    }
    print(n, counts, xs)
    """

  private func indented(_ text: String, by count: Int) -> String {
    let blanks = String(repeating: " ", count: count)
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : blanks + $0 }.joined(separator: "\n")
  }

  /// Examples that name no ports ask those that the rest of the names is about.
  private func missingPorts(_ example: String) -> String {
    if example.hasPrefix("ports ") { return "" }
    return example.hasPrefix("using ") ? "  ports web, 22, 9100\n" : "  ports web, 22, 9100, 53/udp\n"
  }

  /// A probe whose answers the line may speak of.
  private func probe(for example: String) -> String {
    for word in ["accepted", "refused"] where example.hasPrefix(word) { return "connect" }
    for word in ["reply", "payload"] where example.hasPrefix(word) { return "send payload" }
    return "send SYN"
  }

  private func silence(for example: String) -> String {
    example.hasPrefix("silence") ? "" : "  silence => filtered\n"
  }
}
