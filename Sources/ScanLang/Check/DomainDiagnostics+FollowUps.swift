// SPDX-License-Identifier: GPL-3.0-or-later

/// S0546: follow-ups that fail on a real network.
extension DiagnosticCode {
  static let followupRows: [DiagnosticCode] = [clientNotYet]

  /// S0546
  public static let clientNotYet = DiagnosticCode(
    546, .warning, "a follow-up that this version can do on simulated networks alone", in: .statement,
    """
    TLS, HTTP, ICMP and DNS are not spoken on a real network yet. The call fails there, which `try` takes; on a \
    simulated network it gets what the simulated host says. `ssh`, `service` and `banner` work everywhere.

        print(try tls(p) else none)          # warning
        print(try banner(p) else "")
    """)
}
