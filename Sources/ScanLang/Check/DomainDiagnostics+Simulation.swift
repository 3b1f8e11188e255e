// SPDX-License-Identifier: GPL-3.0-or-later

/// S053x: simulated networks and tests.
extension DiagnosticCode {
  static let simulationRows: [DiagnosticCode] = [
    networkNotConstant, hostsOverlap, portTwice, hostLineTwice, simulatedValue,
  ]

  /// S0530
  public static let networkNotConstant = DiagnosticCode(
    530, .error, "a simulated network says something that only the run could know",
    """
    A simulated network is fixed before the run: its addresses, ports, texts, times and rates are literals or names \
    that stand for literals.

        ports web = 80, 443
        network office {
          delay 5ms-20ms
          host 10.0.0.10 { open web;  closed else }
        }
    """)

  /// S0531
  public static let hostsOverlap = DiagnosticCode(
    531, .error, "an address belongs to two simulated hosts",
    """
    Each address is described once. Leave it out of the larger set with `except`:

        network office {
          host  10.0.0.10 { open 22 }
          hosts 10.0.0.0/24 except 10.0.0.10 { drop else }
        }
    """)

  /// S0532
  public static let portTwice = DiagnosticCode(
    532, .error, "a port of a simulated host has two rules",
    """
    A port does one thing. A number without a protocol stands for TCP and UDP; `53/udp` for one of them.

        network office { host 10.0.0.10 { open 53/tcp;  drop 53/udp;  closed else } }
    """)

  /// S0533
  public static let hostLineTwice = DiagnosticCode(
    533, .error, "a line of a simulated host is given twice",
    """
    `… else`, `filter`, `delay`, `loss`, `limit reset` and `limit icmp` stand once in a host.

        network office { host 10.0.0.10 { open 22;  drop else;  limit icmp 10/s } }
    """)

  /// S0534
  public static let simulatedValue = DiagnosticCode(
    534, .error, "a value that no network has",
    """
    A loss is a share from 0% to 100%, a delay at most a day with its shorter end first; a name belongs to one address; \
    UDP has neither banner nor RST.

        network office {
          delay 5ms-20ms
          loss  1%
          host 10.0.0.10 "web-1" { open 22 banner "SSH-2.0-OpenSSH_9.2\\r\\n" }
        }
    """)
}
