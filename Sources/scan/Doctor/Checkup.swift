// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanRuntime

/// What `scan doctor` says about a machine: pure judgement over facts.
struct Checkup {
  /// How grave it is.
  enum Level: String {
    case ok
    /// Scans work, but not as well as they could, or not everywhere.
    case warn
    /// No scan can be made.
    case fail
  }

  /// One line.
  struct Finding: Hashable {
    let name: String
    let level: Level
    let text: String
    /// What to do about it.
    var advice: String?
  }

  /// In the order in which they are shown.
  let findings: [Finding]

  /// Whether something makes scans impossible.
  var isImpossible: Bool { findings.contains { $0.level == .fail } }

  /// Judges a machine.
  init(_ facts: MachineFacts) {
    findings = [
      Self.technique(facts), Self.sockets(facts), Self.privilege(facts), Self.ring(facts), Self.descriptors(facts),
      Self.interfaces(facts), Self.routes(facts), Self.resolver(facts), Self.resends(facts), Self.scope(facts),
      Self.playbooks(facts),
    ]
  }

  // MARK: What can be sent

  private static func technique(_ facts: MachineFacts) -> Finding {
    if facts.hasNetRaw == true, facts.access.packet == 0, facts.access.raw4 == 0 {
      return Finding(name: "technique", level: .ok, text: "a default scan uses syn: raw packets may be sent")
    }
    let why = "raw packets may not be sent, so `syn else connect`, the default, takes its second part"
    return Finding(name: "technique", level: .ok, text: "a default scan uses connect: \(why)")
  }

  private static func sockets(_ facts: MachineFacts) -> Finding {
    let (four, six) = (facts.access.tcp4, facts.access.tcp6)
    switch (four, six) {
    case (0, 0): return Finding(name: "sockets", level: .ok, text: "TCP over IPv4 and IPv6")
    case (0, _):
      return Finding(
        name: "sockets", level: .warn, text: "TCP over IPv4 alone; IPv6: \(RawAccess.words(for: six))",
        advice: "IPv6 targets cannot be asked: is ipv6.disable=1 on the kernel's command line?")
    case (_, 0):
      return Finding(name: "sockets", level: .warn, text: "TCP over IPv6 alone; IPv4: \(RawAccess.words(for: four))")
    default:
      return Finding(
        name: "sockets", level: .fail, text: "no TCP socket can be opened: \(RawAccess.words(for: four))",
        advice: "a seccomp filter or a container's profile may forbid it")
    }
  }

  private static func privilege(_ facts: MachineFacts) -> Finding {
    let isGranted = facts.access.packet == 0 && facts.access.raw4 == 0
    guard let holds = facts.hasNetRaw else {
      return Finding(name: "privilege", level: .warn, text: "capabilities cannot be read from /proc/self/status")
    }
    if holds, isGranted {
      return Finding(name: "privilege", level: .ok, text: "CAP_NET_RAW is effective, raw sockets open")
    }
    if holds {
      let code = facts.access.packet == 0 ? facts.access.raw4 : facts.access.packet
      return Finding(
        name: "privilege", level: .warn,
        text: "CAP_NET_RAW is effective, and yet raw sockets do not open: \(RawAccess.words(for: code))",
        advice: "a seccomp filter or a security module may forbid it; connect scans need none")
    }
    return Finding(
      name: "privilege", level: .ok, text: "no CAP_NET_RAW: raw techniques are not to be had, connect needs none",
      advice: "to grant it: sudo setcap cap_net_raw=ep PATH-TO-SCAN")
  }

  private static func ring(_ facts: MachineFacts) -> Finding {
    switch (facts.access.packet, facts.access.ring) {
    case (0, 0): Finding(name: "rings", level: .ok, text: "a packet socket takes a TPACKET_V3 ring")
    case (0, let code):
      Finding(name: "rings", level: .warn, text: "a packet socket takes no ring: \(RawAccess.words(for: code))")
    default: Finding(name: "rings", level: .ok, text: "not tried: they need CAP_NET_RAW, and connect needs none")
    }
  }

  private static func descriptors(_ facts: MachineFacts) -> Finding {
    guard let (soft, hard) = facts.descriptors else {
      return Finding(name: "descriptors", level: .warn, text: "the limit on open files cannot be read")
    }
    let text = "\(hard) open files at most (\(soft) before a run raises it)"
    if hard < 16 {
      return Finding(name: "descriptors", level: .fail, text: text, advice: "raise the hard limit: ulimit -Hn 1024")
    }
    guard hard < 1024 else { return Finding(name: "descriptors", level: .ok, text: text) }
    return Finding(
      name: "descriptors", level: .warn, text: text,
      advice: "silent ports take long with so few sockets at once: raise the hard limit")
  }

  // MARK: Where to

  private static func interfaces(_ facts: MachineFacts) -> Finding {
    let up = facts.interfaces.filter { $0.isUp && !$0.addresses.isEmpty }
    let text = up.map { "\($0.name) \($0.addresses.joined(separator: ", "))" }.joined(separator: "; ")
    if up.isEmpty {
      return Finding(
        name: "interfaces", level: .fail, text: "no interface is up and has an address",
        advice: "ip link set lo up, or join a network")
    }
    guard up.contains(where: { $0.name != "lo" }) else {
      return Finding(name: "interfaces", level: .warn, text: text, advice: "only this machine itself can be asked")
    }
    return Finding(name: "interfaces", level: .ok, text: text)
  }

  private static func routes(_ facts: MachineFacts) -> Finding {
    switch (facts.hasDefaultRoute4, facts.hasDefaultRoute6) {
    case (true, true): Finding(name: "routes", level: .ok, text: "a default route for IPv4 and one for IPv6")
    case (true, false): Finding(name: "routes", level: .ok, text: "a default route for IPv4, none for IPv6")
    case (false, true): Finding(name: "routes", level: .ok, text: "a default route for IPv6, none for IPv4")
    default:
      Finding(
        name: "routes", level: .warn, text: "no default route",
        advice: "only networks that this machine is directly attached to can be asked")
    }
  }

  private static func resolver(_ facts: MachineFacts) -> Finding {
    let sources = facts.hostSources ?? "files dns"
    guard let servers = facts.nameServers, !servers.isEmpty else {
      return Finding(
        name: "resolver", level: .warn, text: "no name server in /etc/resolv.conf; look-ups go by: \(sources)",
        advice: "names beyond /etc/hosts may not be found; write addresses")
    }
    return Finding(
      name: "resolver", level: .ok, text: "\(servers.joined(separator: ", ")); look-ups go by: \(sources)")
  }

  private static func resends(_ facts: MachineFacts) -> Finding {
    let linear =
      facts.linearTimeouts.map { "tcp_syn_linear_timeouts \($0)" } ?? "no tcp_syn_linear_timeouts (before Linux 6.5)"
    let retries = facts.synRetries.map { "tcp_syn_retries \($0)" } ?? "tcp_syn_retries unknown"
    let most = (facts.linearTimeouts ?? 0) == 0 ? 2 : 3
    return Finding(
      name: "kernel", level: .ok,
      text: "\(linear), \(retries): a try that waits 1s is one SYN, one that waits longer at most \(most)")
  }

  // MARK: What is permitted, what is there

  private static func scope(_ facts: MachineFacts) -> Finding {
    switch facts.scope {
    case .none:
      return Finding(
        name: "scope", level: .ok, text: "no scope file: loopback, link-local and private networks only",
        advice: "for others: --scope FILE, SCAN_SCOPE, or ~/.config/scan/scope.scan")
    case .valid(let path, let name, let ticket):
      let ticket = ticket.map { ", ticket \($0)" } ?? ""
      return Finding(name: "scope", level: .ok, text: "\(path): \"\(name)\"\(ticket), valid today")
    case .unusable(let path, let why):
      return Finding(
        name: "scope", level: .fail, text: "\(path): \(why)",
        advice: "no run begins with it: mend the file, or name another by --scope")
    }
  }

  private static func playbooks(_ facts: MachineFacts) -> Finding {
    let inside = "std/ is inside the program"
    guard let first = facts.playbookFolders.first else {
      return Finding(
        name: "library", level: .warn, text: "\(inside); no folder of shipped playbooks",
        advice: "make install puts them beside the program")
    }
    return Finding(name: "library", level: .ok, text: "\(inside); playbooks in \(first)")
  }
}
