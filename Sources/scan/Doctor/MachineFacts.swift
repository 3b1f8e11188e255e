// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes

/// What matters of the machine for scanning, read without sending anything.
struct MachineFacts {
  /// An interface that is there.
  struct Interface: Hashable {
    let name: String
    let isUp: Bool
    /// As the system writes them, with the zone of link-local ones.
    var addresses: [String] = []
  }

  /// Whether `CAP_NET_RAW` is in the effective set (capabilities(7)); `nil` where it cannot be read.
  var hasNetRaw: Bool?
  /// What can be opened.
  var access: RawAccess
  /// Open files: in force, and as far as the process may raise it.
  var descriptors: (soft: UInt64, hard: UInt64)?
  /// Servers of `/etc/resolv.conf`; `nil` where there is no such file.
  var nameServers: [String]?
  /// The `hosts` line of `/etc/nsswitch.conf`.
  var hostSources: String?
  var interfaces: [Interface]
  /// Whether the kernel knows a way to anywhere.
  var hasDefaultRoute4: Bool
  var hasDefaultRoute6: Bool
  /// `net.ipv4.tcp_syn_linear_timeouts`; `nil` on kernels before 6.5.
  var linearTimeouts: Int?
  /// `net.ipv4.tcp_syn_retries`
  var synRetries: Int?
  /// What the scope file says, or what is wrong with it.
  var scope: ScopeState
  /// Folders of shipped playbooks that are there.
  var playbookFolders: [String]

  /// The operator's scope as it was found.
  enum ScopeState: Hashable {
    case none
    case valid(path: String, name: String, ticket: String?)
    case unusable(path: String, why: String)
  }
}

extension MachineFacts {
  /// Looks at this machine; `scopePath` is the scope file that a run would take.
  static func look(scopePath: String?) -> MachineFacts {
    let limit = try? DescriptorLimit.current()
    return MachineFacts(
      hasNetRaw: effectiveCapabilities.map { $0 >> 13 & 1 == 1 }, access: .look(),
      descriptors: limit.map { ($0.soft, $0.hard) }, nameServers: text("/etc/resolv.conf").map(nameServers),
      hostSources: text("/etc/nsswitch.conf").flatMap(hostSources), interfaces: InterfaceList.all,
      hasDefaultRoute4: text("/proc/net/route").map(hasDefaultRoute4) ?? false,
      hasDefaultRoute6: text("/proc/net/ipv6_route").map(hasDefaultRoute6) ?? false,
      linearTimeouts: number("/proc/sys/net/ipv4/tcp_syn_linear_timeouts"),
      synRetries: number("/proc/sys/net/ipv4/tcp_syn_retries"), scope: scope(at: scopePath),
      playbookFolders: PlaybookFinder.system.folders.filter(FileBytes.exists))
  }

  private static func text(_ path: String) -> String? {
    guard let bytes = try? FileBytes.read(path: path, limit: 1 << 20) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func number(_ path: String) -> Int? {
    text(path).flatMap { Int($0.prefix { $0.isNumber || $0 == "-" }) }
  }

  /// The set as proc(5) prints it, in hexadecimal.
  private static var effectiveCapabilities: UInt64? {
    let line = text("/proc/self/status")?.split(separator: "\n").first { $0.hasPrefix("CapEff:") }
    return line.flatMap { UInt64($0.dropFirst(7).drop { $0 == "\t" || $0 == " " }, radix: 16) }
  }

  private static func scope(at path: String?) -> ScopeState {
    guard let path else { return .none }
    do throws(ScopeReader.Failure) {
      let scope = try ScopeReader.read(path).scope
      return .valid(path: path, name: scope.name, ticket: scope.ticket)
    } catch {
      switch error {
      case .usage(let error): return .unusable(path: path, why: error.message)
      case .diagnostics(let found, _, _):
        return .unusable(path: path, why: found.first?.headline ?? "it is invalid")
      }
    }
  }

  // MARK: Texts of the system, read without the system

  /// The addresses behind `nameserver` (resolv.conf(5)).
  static func nameServers(_ text: String) -> [String] {
    text.split(separator: "\n").compactMap { line in
      let words = line.split(whereSeparator: \.isWhitespace)
      return words.count > 1 && words[0] == "nameserver" ? String(words[1]) : nil
    }
  }

  /// What `hosts:` names (nsswitch.conf(5)).
  static func hostSources(_ text: String) -> String? {
    text.split(separator: "\n").first { $0.hasPrefix("hosts:") }
      .map { $0.dropFirst(6).split(whereSeparator: \.isWhitespace).joined(separator: " ") }
  }

  /// Whether a line's destination and mask are zero: columns 2 and 8 of `/proc/net/route`.
  static func hasDefaultRoute4(_ text: String) -> Bool {
    text.split(separator: "\n").dropFirst().contains { line in
      let words = line.split(whereSeparator: \.isWhitespace)
      return words.count > 7 && words[1] == "00000000" && words[7] == "00000000"
    }
  }

  /// Whether a line leads to `::/0` by an interface that is no loopback: columns 1, 2 and 10 of `/proc/net/ipv6_route`.
  static func hasDefaultRoute6(_ text: String) -> Bool {
    text.split(separator: "\n").contains { line in
      let words = line.split(whereSeparator: \.isWhitespace)
      return words.count > 9 && words[0].allSatisfy { $0 == "0" } && words[1] == "00" && words[9] != "lo"
    }
  }
}
