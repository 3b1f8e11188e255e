// SPDX-License-Identifier: GPL-3.0-or-later
// Made from scripts/std by `make std`: change the files there.

extension StandardLibrary {
  /// The text of every file of `scripts/std` by its name.
  static let files: [String: String] = [
    "firewall": firewall,
    "prelude": prelude,
    "services": services,
  ]

  private static let firewall = ###"""
    ## What stands before a host, told from how its ports answer SYN, ACK and FIN.
    ##
    ##     import "std/firewall"
    ##     let seen = firewall.survey(10.0.0.0/28)
    ##     for h in seen.hosts { print(h.address, firewall.text(firewall.judge(seen, h))) }
    ##
    ## A judgement is made where the answers bear it, and says what it rests on; else it is `"unknown"`, and says why. A port
    ## that a filter answers for with RST cannot be told from a closed one, so such a filter is not seen.

    edition 1

    ## Asks every port by SYN, ACK and FIN; the results can be judged. Raw packets are needed, and every address is asked: a
    ## host behind a filter often answers nothing that would show it.
    fn survey(whom: targets, what: ports = top_ports(1000)) {
      return scan whom ports what using syn, ack, fin discover none keep all
    }

    ## Judges one host of results that were asked by `syn`, and by `ack` and `fin` where more than SYN shall be told.
    ##
    ## Gives a map: `policy` is `"default"` (what is not allowed is held back), `"listed"` (some ports are held back, the rest
    ## is not), `"none"` or `"unknown"`; `action` is `"drop"`, `"reject"`, `"both"` or `none`; `with` is the reason of rejects in
    ## nmap's words; `tracking` is `"stateful"`, `"stateless"` or `"unknown"`; `odd` are ports that FIN sets apart from the rest;
    ## `evidence` is a list of sentences.
    fn judge(r: results, h: host) {
      let rows = h.ports.where(p => p.protocol == "tcp")
      let seen = _count(rows)
      let missed = _expected_missed(r)
      let policy = _policy_of(h, seen, missed)
      let tracking = _tracking_of(rows, seen, missed)
      let odd = _odd_of(rows)
      return {
        host: h.address,
        policy: policy.word,
        action: _action_of(seen),
        with: _reject_reason(rows),
        tracking: tracking.word,
        odd: odd.ports,
        evidence: _counts_text(rows, seen) + policy.why + tracking.why + odd.why,
      }
    }

    ## One line: `default drop, stateful`.
    fn text(v: map) -> string {
      if v.policy == "none" { return "nothing held back, \(v.tracking)" }
      if v.policy == "unknown" { return "no judgement on the policy, \(v.tracking)" }
      if v.action == "reject" { return "\(v.policy) reject (\(v.with)), \(v.tracking)" }
      if v.action == "both" { return "\(v.policy) drop and reject (\(v.with)), \(v.tracking)" }
      return "\(v.policy) drop, \(v.tracking)"
    }

    ## So few ports say nothing of a policy.
    let _least_ports = 10
    ## A share from which on it is said of all, and up to which of none.
    let _most = 0.8
    let _few = 0.2

    ## How the ports answer SYN.
    fn _count(rows: list) {
      return {
        all: rows.count,
        open: rows.where(p => p.state == open).count,
        closed: rows.where(p => p.state == closed).count,
        dropped: rows.where(p => p.state == filtered and p.reason == "no-response").count,
        rejected: rows.where(p => p.state == filtered and p.reason != "no-response").count,
      }
    }

    ## How many answers of these results were probably lost on the way.
    fn _expected_missed(r: results) -> float { return (1.0 - r.coverage) * r.ports.count }

    fn _policy_of(h: host, seen: map, missed: float) {
      let held = seen.dropped + seen.rejected
      let judged = held + seen.closed
      if seen.all == 0 { return {word: "unknown", why: ["no TCP port was asked"]} }
      if held == 0 {
        return {
          word: "none",
          why: ["every port answers SYN itself: nothing is held back, or all of it with RST"],
        }
      }
      if judged < _least_ports {
        return {word: "unknown", why: ["\(judged) ports that are not open say too little of a policy"]}
      }
      if seen.open + seen.closed + seen.rejected == 0 and h.state != "up" {
        return {word: "unknown", why: ["nothing answers at all: the host may be down"]}
      }
      if seen.rejected == 0 and seen.dropped <= 3 * missed {
        return {
          word: "unknown",
          why: [
            "about \(round(missed)) answers were lost on the way, so \(seen.dropped) silent ports mean little",
          ],
        }
      }
      let share = held / judged
      if share >= _most {
        return {word: "default", why: ["\(held) of \(judged) ports that are not open are held back"]}
      }
      if share <= 0.5 {
        return {
          word: "listed",
          why: ["\(seen.closed) ports are closed and answer for themselves, \(held) are held back"],
        }
      }
      return {
        word: "unknown",
        why: ["\(held) ports are held back and \(seen.closed) are closed: neither is the rule"],
      }
    }

    fn _action_of(seen: map) {
      if seen.dropped + seen.rejected == 0 { return none }
      if seen.rejected == 0 { return "drop" }
      if seen.dropped == 0 { return "reject" }
      # Silence among rejects is often a limit on ICMP, and a reject among silence an exception.
      let share = seen.rejected / (seen.dropped + seen.rejected)
      if share >= _most { return "reject" }
      if share <= _few { return "drop" }
      return "both"
    }

    fn _reject_reason(rows: list) {
      let reasons = rows
        .where(p => p.state == filtered and p.reason != "no-response")
        .map(p => p.reason)
      if reasons.count == 0 { return none }
      let kinds = reasons.unique()
      return kinds.sort_by(k => 0 - reasons.where(x => x == k).count).first
    }

    ## Whether the filter knows connections: one that does drops what belongs to none, and one that does not lets an ACK
    ## through where it holds back SYN.
    fn _tracking_of(rows: list, seen: map, missed: float) {
      if rows.count == 0 { return {word: "unknown", why: []} }
      if rows.all(p => p.by(ack) == none) { return {word: "unknown", why: ["ACK was not asked"]} }
      let answering = rows.where(p => p.state == open or p.state == closed)
      let silent = rows.where(p => p.state == filtered and p.reason == "no-response")
      let stopped = answering.where(p => p.by(ack) == filtered).count
      let passed = silent.where(p => p.by(ack) == unfiltered or p.by(fin) == closed).count
      if answering.count > 0 and stopped >= _most * answering.count and stopped > 3 * missed {
        return {
          word: "stateful",
          why: ["\(stopped) of \(answering.count) ports that answer SYN are silent to ACK"],
        }
      }
      if silent.count > 0 and passed >= _most * silent.count and passed > 3 * missed {
        return {
          word: "stateless",
          why: ["\(passed) of \(silent.count) ports that are silent to SYN answer ACK or FIN"],
        }
      }
      if answering.count > 0 and stopped > _few * answering.count {
        return {
          word: "unknown",
          why: [
            "\(stopped) of \(answering.count) ports that answer SYN are silent to ACK: neither rule nor exception",
          ],
        }
      }
      if passed > 0 and passed > 3 * missed {
        return {
          word: "unknown",
          why: [
            "\(passed) of \(silent.count) ports that are silent to SYN answer ACK or FIN: neither rule nor exception",
          ],
        }
      }
      if silent.count == 0 {
        return {
          word: "unknown",
          why: [
            "no port is silent to SYN, and ACK passes: nothing tells whether connections are known",
          ],
        }
      }
      return {
        word: "unknown",
        why: [
          "what is silent to SYN is silent to ACK, and what answers SYN answers ACK: that fits both kinds",
        ],
      }
    }

    ## Ports that FIN sets apart: ten that are silent among a thousand closed ones mean something, a thousand among a thousand
    ## do not.
    fn _odd_of(rows: list) {
      let asked = rows.where(p => p.by(fin) != none)
      if asked.count == 0 { return {ports: [], why: ["FIN was not asked"]} }
      let silent = asked.where(p => p.by(fin) == open|filtered)
      let reset = asked.where(p => p.by(fin) == closed).count
      if silent.count == 0 { return {ports: [], why: ["no port is silent to FIN"]} }
      if reset < _least_ports or silent.count > _few * asked.count {
        return {
          ports: [],
          why: [
            "\(silent.count) of \(asked.count) ports are open|filtered to FIN: that allows no judgement",
          ],
        }
      }
      return {
        ports: silent.map(p => p.number),
        why: [
          "\(silent.count) ports are silent to FIN among \(reset) that answer it: those are open or held back",
        ],
      }
    }

    fn _counts_text(rows: list, seen: map) {
      let rejected = if seen.rejected > 0 {
        ", \(seen.rejected) rejected (\(_reject_reason(rows)))"
      } else {
        ""
      }
      return [
        "SYN: \(seen.all) ports, \(seen.open) open, \(seen.closed) closed, \(seen.dropped) silent\(rejected)",
      ]
    }

    """###

  private static let prelude = ###"""
    ## The techniques that every playbook knows. Each is a probe, and what its answers mean.

    ## The usual probe of a connection: an open port offers one, a closed port refuses it.
    technique syn {
      send SYN
      SYN|ACK     => open
      RST         => closed
      unreachable => filtered
      silence     => filtered
    }

    ## The end of a connection that never was: a closed port objects, an open one keeps silent.
    technique fin {
      send FIN
      RST         => closed
      unreachable => filtered
      silence     => open|filtered
    }

    ## A segment without any flag, read like `fin`.
    technique null {
      send NONE
      RST         => closed
      unreachable => filtered
      silence     => open|filtered
    }

    ## Three flags that never come together, read like `fin`.
    technique xmas {
      send FIN|PSH|URG
      RST         => closed
      unreachable => filtered
      silence     => open|filtered
    }

    ## FIN with ACK: some systems drop it at open ports.
    technique maimon {
      send FIN|ACK
      RST         => closed
      unreachable => filtered
      silence     => open|filtered
    }

    ## A stray acknowledgement: every port that it reaches objects, so it tells filters, not open ports.
    technique ack {
      send ACK
      RST         => unfiltered
      unreachable => filtered
      silence     => filtered
    }

    ## Like `ack`, for systems whose RST from an open port carries a window.
    technique window {
      send ACK
      RST if window > 0 => open
      RST               => closed
      unreachable       => filtered
      silence           => filtered
    }

    ## A datagram, with the payload that suits the port.
    technique udp {
      send payload
      reply             => open
      unreachable(port) => closed
      unreachable       => filtered
      silence           => open|filtered
    }

    ## A connection made by the system: needs no privilege.
    technique connect {
      connect
      accepted    => open
      refused     => closed
      unreachable => filtered
      silence     => filtered
    }

    """###

  private static let services = ###"""
    ## Ports by what they are for: sets that audits name again and again.
    ##
    ##     import "std/services"
    ##     scan 10.0.0.0/24 ports services.databases, services.remote_admin

    edition 1

    ## Web servers, their proxies and the ports that they use when 80 and 443 are taken.
    ports web = 80, 443, 3000, 5000, 8000, 8008, 8080, 8081, 8443, 8888

    ## Mail: between servers, from programs, and mailboxes.
    ports mail = 25, 110, 143, 465, 587, 993, 995, 4190

    ## Name servers: plain, over TLS, and the local kinds.
    ports names = 53, 53/udp, 853, 5353/udp, 5355/udp

    ## Shells and desktops from afar: SSH, telnet, RDP, WinRM, VNC, X11 and the r-services.
    ports remote_admin = 22, 23, 512-514, 2222, 3389, 5800, 5900-5903, 5985-5986, 6000-6007

    ## Management of machines below their system: IPMI, Intel AMT, SNMP, routers' own tools.
    ports management = 161/udp, 623, 623/udp, 4786, 8291, 16992-16995

    ## Databases and stores of keys, documents and figures.
    ports databases = 1433, 1434/udp, 1521, 2483-2484, 3050, 3306, 5432, 5984, 6379, 7000-7001, 7199,
      7474, 7687, 8086, 9042, 9160, 9200, 9300, 11211, 11211/udp, 26257, 27017-27019, 28015, 50000

    ## Files: FTP, SMB, NFS, AFP, rsync, TFTP.
    ports files = 20-21, 69/udp, 111, 111/udp, 137-138/udp, 139, 445, 548, 873, 989-990, 2049

    ## Users and passwords of an organisation: Kerberos, LDAP, RADIUS and the catalogue of Active Directory.
    ports directory = 88, 88/udp, 389, 464, 636, 1812-1813/udp, 3268-3269

    ## Containers and what runs them: Docker, Kubernetes, etcd, Consul, Nomad.
    ports containers = 2375-2377, 2379-2380, 4646, 6443, 8500, 10250, 10255, 10256, 30000-32767

    ## Queues and brokers: AMQP, MQTT, Kafka, NATS, STOMP, ZooKeeper.
    ports messaging = 1883, 2181, 4222, 5671-5672, 8883, 9092, 15672, 61613, 61616

    ## Watching others: Prometheus and its exporters, Grafana, Nagios, Zabbix, syslog.
    ports monitoring = 514/udp, 3000, 5666, 6514, 9090, 9093, 9100, 10050-10051

    ## Printers: raw, LPD, IPP.
    ports printing = 515, 631, 9100

    ## Telephony: SIP, H.323, IAX2, MGCP.
    ports voice = 1720, 2427/udp, 4569/udp, 5060, 5060/udp, 5061

    ## Tunnels into a network: IPsec, OpenVPN, L2TP, PPTP, WireGuard.
    ports tunnels = 500/udp, 1194, 1194/udp, 1701/udp, 1723, 4500/udp, 51820/udp

    ## Plants and buildings: Siemens S7, Modbus, IEC 104, Niagara Fox, OPC UA, DNP3, EtherNet/IP, BACnet.
    ## Such devices are easily upset: ask them slowly, and only with the consent of those who run them.
    ports industrial = 102, 502, 1911, 2404, 4840, 4911, 9600, 20000, 44818, 47808/udp

    ## Protocols that show passwords to everyone on the way.
    ports cleartext = 21, 23, 80, 110, 143, 161/udp, 389, 512-514, 1883, 5060, 5900, 6379, 8080

    ## What a network rarely means to offer to the internet.
    ports never_outside = remote_admin, management, databases, files, directory, containers,
      industrial except 22

    """###
}
