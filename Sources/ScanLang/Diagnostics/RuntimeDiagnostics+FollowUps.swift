// SPDX-License-Identifier: GPL-3.0-or-later

/// S0660: follow-ups that this version cannot do.
extension DiagnosticCode {
  /// S0660
  public static let clientMissing = DiagnosticCode(
    660, .error, "a follow-up that this version can do on simulated networks alone", in: .statement,
    """
    This version speaks no TLS, HTTP, ICMP or DNS on a real network yet, so the call fails. `try` takes the failure; \
    without it the run is inconclusive:

        let t = try tls(p) else none
    """)
}
