// SPDX-License-Identifier: GPL-3.0-or-later

/// S062x to S064x and S0690: limits, scope, privilege, names, files and engines of a run.
extension DiagnosticCode {
  static let runErrorRows: [DiagnosticCode] = [
    failed, handlerFailed, noNetwork, timeLimit, packetLimit, followupLimit, stepLimit, memoryLimit, depthLimit,
    collectionLimit, textLimit, cancelled, fileError, baselineError,
  ]

  static let networkErrorRows: [DiagnosticCode] = [
    outsideScope, nameNotResolved, privilegeMissing, engineError, followupFailed, scopeExpired, clientMissing,
    packetsMissing,
  ]

  /// S0610
  public static let outsideScope = DiagnosticCode(
    610, .error, "a target outside the scope",
    """
    The operator's scope says what may be touched, and this address is not in it or is denied. A playbook can only \
    narrow the scope; widening it is done in the operator's file:

        targets edge = 203.0.113.0/24 except 203.0.113.7
    """)

  /// S0620
  public static let failed = DiagnosticCode(
    620, .error, "the playbook failed by itself", in: .file,
    """
    `fail` raises an error with the given message; `try` takes it:

        if seen.open.count == 0 { fail "nothing answers" }
    """)

  /// S0621
  public static let handlerFailed = DiagnosticCode(
    621, .warning, "a handler failed for some ports or hosts", in: .scan,
    """
    Each failed instance is counted and makes the run inconclusive, because what it would have found is not known. \
    Where failure is an answer too, take it:

        on open 443 as p { let t = try tls(p) else none;  print(t) }
    """)

  /// S0622
  public static let timeLimit = DiagnosticCode(
    622, .error, "the run's time is up",
    """
    `limits { time ... }` or a `deadline` was reached. What is known is kept, the run is inconclusive:

        limits { time 2h }
    """)

  /// S0623
  public static let packetLimit = DiagnosticCode(
    623, .error, "the run's packets are used up",
    """
    `limits { packets ... }` was reached. `scan plan` shows what a playbook may send at most:

        limits { packets 5M }
    """)

  /// S0624
  public static let followupLimit = DiagnosticCode(
    624, .error, "the run's follow-ups are used up",
    """
    `limits { followups ... }` was reached: handlers opened more connections than that.

        limits { followups 20k }
    """)

  /// S0625
  public static let stepLimit = DiagnosticCode(
    625, .error, "the run took too many steps",
    """
    Without a limit of its own a run has a thousand million steps; a loop that does not end uses them up.

        limits { steps 5000M }
    """)

  /// S0626
  public static let memoryLimit = DiagnosticCode(
    626, .error, "the run's memory is used up", in: .file,
    """
    `limits { memory ... }` was reached. Keep less per port, or only open ones:

        scan dmz ports all_ports keep open
    """)

  /// S0627
  public static let depthLimit = DiagnosticCode(
    627, .error, "calls are nested too deeply",
    """
    A function may call others 200 deep. A function that calls itself needs a case in which it does not:

        fn walk(n: int) { if n == 0 { return };  walk(n - 1) }
    """)

  /// S0628
  public static let collectionLimit = DiagnosticCode(
    628, .error, "a list or map is too large",
    """
    Lists and maps hold up to ten million items. Sets of targets and ports are not listed and have no such limit:

        let wide = targets(2001:db8::/64)
    """)

  /// S0629
  public static let textLimit = DiagnosticCode(
    629, .error, "a text is too long", in: .statement,
    """
    Texts and bytes may have 16 MiB. Collect parts in a list and join them, or emit records:

        emit line {text: try banner(p) else ""}
    """)

  /// S0630
  public static let cancelled = DiagnosticCode(
    630, .error, "the run was interrupted",
    """
    The run was stopped from outside. What was known then is kept and reported, and the exit status is 130. To bound \
    a run beforehand give it a limit:

        limits { time 20m }
    """)

  /// S0631
  public static let fileError = DiagnosticCode(
    631, .error, "a file could not be read or written",
    """
    Files are read below the playbook's folder and written below `--out`; links out of them are not followed.

        let known = read_lines("known-hosts.txt")
    """)

  /// S0632
  public static let baselineError = DiagnosticCode(
    632, .error, "a baseline that cannot be used", in: .file,
    """
    The file is missing or holds no results. `scan run --accept` writes it:

        expect seen { same as baseline("baselines/dmz.json") }
    """)

  /// S0640
  public static let nameNotResolved = DiagnosticCode(
    640, .error, "a name that does not resolve",
    """
    The system's resolvers know no address for the name, or did not answer. Where that may be so, take it:

        let addresses = try resolve("vpn.example.org") else []
    """)

  /// S0641
  public static let privilegeMissing = DiagnosticCode(
    641, .error, "raw sockets are not permitted", in: .file,
    """
    Techniques that make their own packets need the capability CAP_NET_RAW. Grant it, or say what to use instead:

        scan dmz ports web using syn else connect
    """)

  /// S0642
  public static let engineError = DiagnosticCode(
    642, .error, "the probe engine failed", in: .file,
    """
    The system refused a socket, a route or a send: the message names the call and its error. The run is \
    inconclusive, what is known is kept.

        scan dmz ports web via "eth0"
    """)

  /// S0643
  public static let followupFailed = DiagnosticCode(
    643, .error, "a follow-up failed", in: .statement,
    """
    The other side refused, closed or answered something else than its protocol. Where that is an answer too:

        let page = try http(p) else none
    """)

  /// S0645
  public static let scopeExpired = DiagnosticCode(
    645, .error, "the scope is not valid today", in: .scopeFile,
    """
    The operator's scope has a period, and today (UTC) is outside it:

        valid 2026-07-01 until 2026-09-30
    """)

  /// S0690
  public static let packetsMissing = DiagnosticCode(
    690, .error, "there are no packets to save",
    """
    `pcapng` holds what the scan itself sent and received, which takes raw packets (CAP_NET_RAW). This run may not send any \
    and asked by connections, as `else connect` lets it; the file is not written. The run goes on and is inconclusive.

        let seen = scan 127.0.0.1 ports 22 using syn else connect
        save seen to "seen.pcapng"
    """)
}
