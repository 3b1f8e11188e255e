// SPDX-License-Identifier: GPL-3.0-or-later

/// S0514 to S0516: what must be known before the run.
extension DiagnosticCode {
  /// S0514
  public static let emptyTargetSet = DiagnosticCode(
    514, .error, "a scan whose targets are all taken away",
    """
    The targets are known before the run, and what stands behind `except`, or `-` and `&`, leaves none of them.

        scan 10.0.0.7 except 10.0.0.0/24 ports 22    # error
        scan 10.0.0.0/24 except 10.0.0.7 ports 22
    """)

  /// S0515
  public static let limitNotKnown = DiagnosticCode(
    515, .error, "a limit on packets that is known only while running",
    """
    What may leave the machine is fixed before the first packet, so the limit on packets is a plain number. The other \
    limits may be computed.

        let most = 2M
        limits { packets most }      # error

        limits { packets 2M, time 20m }
    """)

  /// S0516
  public static let operatorsScope = DiagnosticCode(
    516, .error, "an operator's scope in a playbook",
    """
    A scope with a name and braces grants what may be asked, so it stands outside the playbook, in a file that is \
    given by `--scope FILE`. A playbook can only narrow it:

        scope "acme" { allow 203.0.113.0/24 }        # error

        scope 203.0.113.0/24
    """)
}
