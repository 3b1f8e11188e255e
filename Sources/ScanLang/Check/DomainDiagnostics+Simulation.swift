// SPDX-License-Identifier: GPL-3.0-or-later

/// S053x: simulated networks and tests.
extension DiagnosticCode {
  static let simulationRows: [DiagnosticCode] = [
    networkNotConstant, hostsOverlap, portTwice, hostLineTwice, simulatedValue,
    testExpectsNothing, unknownInTest, testTitle,
  ]

  /// S0530
  public static let networkNotConstant = DiagnosticCode(
    530, .error, "a simulated network says something that only the run could know",
    """
    A simulated network is fixed before the run: its addresses, ports, texts, times and rates are literals or names \
    that stand for literals.

        let many = range(1, 9)
        ports web = 80, 443
        network office {
          delay 5ms-20ms
          host 10.0.0.10 {
            open many                # error
            open web
            closed else
          }
        }
    """)

  /// S0531
  public static let hostsOverlap = DiagnosticCode(
    531, .error, "an address belongs to two simulated hosts",
    """
    Each address is described once. Leave it out of the larger set with `except`:

        network office {
          host  10.0.0.10 { open 22 }
          hosts 10.0.0.0/24 { drop else }                    # error
        }

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

        network office {
          host 10.0.0.10 {
            open 53/tcp
            closed 53                # error
            drop 53/udp
            closed else
          }
        }
    """)

  /// S0533
  public static let hostLineTwice = DiagnosticCode(
    533, .error, "a line of a simulated host is given twice",
    """
    `… else`, `filter`, `delay`, `loss`, `limit reset` and `limit icmp` stand once in a host.

        network office {
          host 10.0.0.10 {
            open 22
            closed else
            drop else                # error
            limit icmp 10/s
          }
        }
    """)

  /// S0534
  public static let simulatedValue = DiagnosticCode(
    534, .error, "a value that no network has",
    """
    A loss is a share from 0% to 100%, a delay at most a day with its shorter end first; a name belongs to one address; \
    UDP has neither banner nor RST.

        network office {
          delay 20ms-5ms             # error
          loss 101%                  # error
        }

        network office {
          delay 5ms-20ms
          loss 1%
          host 10.0.0.10 "web-1" { open 22 banner "SSH-2.0-OpenSSH_9.2\\r\\n" }
        }
    """)

  /// S0535
  public static let testExpectsNothing = DiagnosticCode(
    535, .warning, "a test that expects nothing",
    """
    A test without an `expect`, in it or in the functions that it calls, passes whatever happens.

        network office { host 10.0.0.1 { open 22; closed else } }
        test "ssh is asked" with office {            # warning
          print((scan 10.0.0.1 ports 22).open)
        }

        network office { host 10.0.0.1 { open 22; closed else } }
        test "ssh is found" with office {
          expect (scan 10.0.0.1 ports 22).open.count == 1
        }
    """)

  /// S0536
  public static let unknownInTest = DiagnosticCode(
    536, .error, "a test uses what only the playbook's own run knows",
    """
    A test runs alone: functions, techniques, sets, parameters with a default and constants are there, results of the \
    playbook's scans are not. What both do goes into a function:

        network office { host 10.0.0.1 { open 22; closed else } }
        let seen = open_ports(127.0.0.1)
        test "ssh is open" { expect seen.count == 1 }        # error
        test "only ssh is open" with office {
          expect open_ports(10.0.0.1).count == 1
        }
        fn open_ports(net: targets) { return (scan net ports 22, 80).open }
    """)

  /// S0537
  public static let testTitle = DiagnosticCode(
    537, .error, "a test is not named as it should be",
    """
    The title of a test is a plain text, and no other test of the file has it.

        test "ports are sorted" { expect ports(80, 22) == ports(22, 80) }
        test "ports are sorted" { expect ports(1-2) == ports(1, 2) }   # error
        test "ranges are sets" { expect ports(1-2) == ports(1, 2) }
    """)
}
