// SPDX-License-Identifier: GPL-3.0-or-later

/// S065x: runs on simulated networks.
extension DiagnosticCode {
  /// S0650
  public static let noNetwork = DiagnosticCode(
    650, .error, "a test asks a network and has none",
    """
    A test never reaches a real network. One that scans, or asks in any other way, says on which simulated network it \
    runs:

        network office { host 10.0.0.1 { open 22; closed else } }
        test "ssh is found" with office {
          expect (scan 10.0.0.1 ports 22).open.count == 1
        }
    """)
}
