// SPDX-License-Identifier: GPL-3.0-or-later

/// S05xx: scans that cannot answer what the playbook asks of them.
extension DiagnosticCode {
  /// Every row about scans, techniques and handlers.
  public static let domainRows: [DiagnosticCode] =
    domainScanRows + domainTechniqueRows + domainJudgementRows + simulationRows + followupRows

  private static let domainScanRows: [DiagnosticCode] = [
    unknownTechnique, notATechnique, impossibleState, handlerPortsNotAsked, expectedPortsNotAsked, wrongProtocol,
    clauseOutOfRange, unknownDiscovery, lambdaWaits, scopeAfterScan, outsideHandler, rateBelowOne, armUnreachable,
    emptyTargetSet, limitNotKnown, operatorsScope,
  ]

  /// S0501
  public static let unknownTechnique = DiagnosticCode(
    501, .error, "there is no technique of that name",
    """
    Builtin techniques are `syn`, `fin`, `null`, `xmas`, `maimon`, `ack`, `window`, `udp` and `connect`; `technique` \
    declares more, and `flags(…)` makes one without a name.

        scan 127.0.0.1 ports 22 using xmass          # error
        scan 127.0.0.1 ports 22 using xmas
    """)

  /// S0502
  public static let notATechnique = DiagnosticCode(
    502, .error, "something that is no technique stands behind `using`",
    """
    `using` takes techniques. A flag alone does not say what its answers mean; a technique does.

        scan 127.0.0.1 ports 22 using SYN            # error
        scan 127.0.0.1 ports 22 using flags(SYN|PSH, silence: filtered)
    """)

  /// S0503
  public static let impossibleState = DiagnosticCode(
    503, .error, "a handler waits for a state that the scan cannot report",
    """
    Each technique can report certain states only: to `fin` a silent port may be open or filtered, so it never says \
    `open`. The first technique of a protocol, or what stands in for it behind `else`, gives a port its state.

        scan 127.0.0.1 ports 1-100 using fin {
          on open as p { print(p.port) }             # error
          on open|filtered as p { print(p.port) }
        }

    `scan explain fin` prints a technique.
    """)

  /// S0504
  public static let handlerPortsNotAsked = DiagnosticCode(
    504, .error, "a handler waits for ports that the scan does not ask",
    """
    A handler runs for ports that are scanned. Put the port into the clause `ports`, or leave it out of the handler.

        scan 127.0.0.1 ports 22, 443 {
          on open 80 as p { print(p.port) }          # error
          on open 443 as p { print(p.port) }
        }
    """)

  /// S0505
  public static let expectedPortsNotAsked = DiagnosticCode(
    505, .error, "an expectation on ports that the scan does not ask",
    """
    Of a port that is not scanned nothing is known, so the expectation could never be met or broken.

        let seen = scan 127.0.0.1 ports 22, 23
        expect seen {
          never open 80                              # error
          never open 23
        }
    """)

  /// S0506
  public static let wrongProtocol = DiagnosticCode(
    506, .error, "ports are asked by a technique of another protocol",
    """
    `udp` asks UDP ports; all other builtin techniques ask TCP ports.

        scan 127.0.0.1 ports 53/udp using syn        # error
        scan 127.0.0.1 ports 53/udp, 80 using syn, udp else connect
    """)

  /// S0507
  public static let clauseOutOfRange = DiagnosticCode(
    507, .error, "the value of a clause is out of range",
    """
    Times are longer than nothing, ports lie between 1 and 65535, TTLs between 1 and 255, and shards are counted from 1.

        scan 127.0.0.1 ports 22 shard 5 of 4         # error
        scan 127.0.0.1 ports 22 ttl 0                # error
        scan 127.0.0.1 ports 22 shard 4 of 4 ttl 64
    """)

  /// S0508
  public static let unknownDiscovery = DiagnosticCode(
    508, .error, "`discover` does not know this way to find hosts",
    """
    Hosts are found by `icmp`, `arp`, or by asking ports: `syn(443)`, `ack(80)`, `udp(53)`, `connect(443)`.

        scan 10.0.0.0/24 ports 22 discover imcp      # error
        scan 10.0.0.0/24 ports 22 discover icmp, syn(22, 443)
    """)

  /// S0509
  public static let lambdaWaits = DiagnosticCode(
    509, .error, "a lambda waits for the network", in: .file,
    """
    Lambdas work out values from values. What asks the network stands in a loop or a handler:

        print(seen.open.map(p => banner(p)))                 # error
        for p in seen.open { print(try banner(p) else "") }
    """)

  /// S0510
  public static let scopeAfterScan = DiagnosticCode(
    510, .error, "`scope` comes after a scan",
    """
    A scope holds for the whole run, so it stands above everything that sends.

        scan 10.0.0.7 ports 22
        scope 10.0.0.0/24            # error

        scope 10.0.0.0/24
        scan 10.0.0.7 ports 22
    """)

  /// S0511
  public static let outsideHandler = DiagnosticCode(
    511, .error, "`stop` or `skip` stands outside a handler",
    """
    They end the sending of the scan, or to a host of the scan, whose handler calls them.

        scan 10.0.0.0/24 ports 22 {
          on open 22 { stop() }
        }
        stop()                       # error
    """)

  /// S0512
  public static let rateBelowOne = DiagnosticCode(
    512, .warning, "the rate lets nothing out before the deadline",
    """
    Rate and deadline together leave less than one packet, so the scan ends before it has asked anything.

        scan 10.0.0.1 ports 22 rate 10/h deadline 1m         # warning
        scan 10.0.0.1 ports 22 rate 10/m deadline 1m
    """)

  /// S0513
  public static let armUnreachable = DiagnosticCode(
    513, .warning, "an arm that can never be reached",
    """
    Arms are tried from top to bottom, and one above takes everything that this one would. Put the narrower one first.

        technique ack_window {
          send ACK
          RST => closed
          RST if window > 0 => open  # warning
          silence => filtered
        }

        technique ack_window {
          send ACK
          RST if window > 0 => open
          RST => closed
          silence => filtered
        }
    """)
}
