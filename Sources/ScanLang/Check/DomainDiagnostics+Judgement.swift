// SPDX-License-Identifier: GPL-3.0-or-later

/// S0556 to S0565: expectations that cannot be met or say nothing, and files that cannot be saved.
extension DiagnosticCode {
  static let domainJudgementRows: [DiagnosticCode] = [
    expectedStateImpossible, expectedHostsNotTargets, expectationsContradict, expectationRepeated, waiverWithoutRule,
    ignoredNotCompared, nothingExpected, savePathOutside, saveFormatNotForLists,
    captureWithoutPackets,
  ]

  /// S0556
  public static let expectedStateImpossible = DiagnosticCode(
    556, .error, "`always` wants a state that the scan cannot report",
    """
    Each technique can report certain states only, and `always` holds for exactly the state that it names: to `fin` a \
    silent port may be open or filtered, so it never says `open`.

        let seen = scan 127.0.0.1 ports 443 using fin
        expect seen { always open 443 }              # error

        let seen = scan 127.0.0.1 ports 443 using connect
        expect seen { always open 443 }
    """)

  /// S0557
  public static let expectedHostsNotTargets = DiagnosticCode(
    557, .error, "an expectation on hosts that are no targets of the scan",
    """
    Of a host that is not asked nothing is known, so the expectation could never be judged.

        let seen = scan 127.0.0.0/29 ports 22
        expect seen {
          never open 22 on 127.0.0.9                 # error
          never open 22 on 127.0.0.4-7
        }
    """)

  /// S0558
  public static let expectationsContradict = DiagnosticCode(
    558, .error, "two expectations that no result can meet together",
    """
    One line wants a state of a port that another one forbids, on the same hosts.

        let seen = scan 127.0.0.1 ports 22, 23
        expect seen {
          never open 23
          always open 23             # error
          always open 22
        }
    """)

  /// S0559
  public static let expectationRepeated = DiagnosticCode(
    559, .warning, "an expectation that stands there already",
    """
    The same states, ports and hosts are expected twice, which says no more than once.

        let seen = scan 127.0.0.1 ports 22, 23
        expect seen {
          never open 23
          never open 23              # warning
        }
    """)

  /// S0560
  public static let waiverWithoutRule = DiagnosticCode(
    560, .warning, "a waiver of what nothing here expects",
    """
    A waiver takes ports out of the other lines of its block. No line is about these ports on these hosts, so it has \
    no effect; perhaps a port or an address is not the one that was meant.

        let seen = scan 127.0.0.1 ports 22, 8443, 8444
        expect seen {
          never open 8443
          waive 8444 until 2036-12-31 because "migration, NET-412"   # warning
          waive 8443 until 2036-12-31 because "migration, NET-412"
        }
    """)

  /// S0561
  public static let ignoredNotCompared = DiagnosticCode(
    561, .warning, "`ignoring` names what is not compared anyway",
    """
    `same as` compares which hosts are up, and of each port `state` and `service`. Times, TTLs and reasons differ from \
    run to run and are never compared.

        let seen = scan 127.0.0.1 ports 22
        let again = scan 127.0.0.1 ports 22
        expect again { same as seen ignoring rtt }           # warning
        expect again { same as seen ignoring service }
    """)

  /// S0562
  public static let nothingExpected = DiagnosticCode(
    562, .warning, "an `expect` block that expects nothing",
    """
    Without a line of `never`, `only`, `always`, `same as` or `that` nothing is judged.

        let seen = scan 127.0.0.1 ports 22, 23
        expect seen { }              # warning
        expect seen { never open 23 }
    """)

  /// S0563
  public static let savePathOutside = DiagnosticCode(
    563, .error, "`save` writes outside its folder", in: .file,
    """
    Files are written below the folder that `scan run --out DIR` names, the current one without it: the path is \
    relative, has no `..`, and ends in a name.

        save seen to "../today.json"         # error
        save seen to "reports/today.json"
    """)

  /// S0564
  public static let saveFormatNotForLists = DiagnosticCode(
    564, .error, "this format cannot hold a list", in: .file,
    """
    `nmap`, `html` and `pcapng` describe a scan. Any list can be written as `json`, `jsonl`, `csv` or `markdown`, and \
    one of hosts or ports as `hosts`.

        save seen.open to "open.html"        # error
        save seen.open to "open.csv"
    """)

  /// S0565
  public static let captureWithoutPackets = DiagnosticCode(
    565, .error, "the packets of a scan by connections cannot be saved",
    """
    `pcapng` holds what the scan itself sent and received. Connections are the system's: it makes their packets and shows \
    none of them. Any technique that makes its own packets can be saved.

        let seen = scan 127.0.0.1 ports 22 using connect
        save seen to "seen.pcapng"           # error

        let seen = scan 127.0.0.1 ports 22 using syn
        save seen to "seen.pcapng"
    """)
}
