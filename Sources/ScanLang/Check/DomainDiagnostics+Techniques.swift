// SPDX-License-Identifier: GPL-3.0-or-later

/// S052x: declarations of techniques.
extension DiagnosticCode {
  static let domainTechniqueRows: [DiagnosticCode] = [
    silenceMissing, answerNeverArrives, techniqueOption, techniqueCondition,
  ]

  /// S0520
  public static let silenceMissing = DiagnosticCode(
    520, .error, "a technique does not say what silence means",
    """
    No answer is the most common answer, and it is where flag combinations differ: to SYN an open port answers, to FIN \
    it is silent. Every technique says it, without a condition.

        technique fin_push {         # error
          send FIN|PSH
          RST => closed
        }

        technique fin_push {
          send FIN|PSH
          RST => closed
          unreachable => filtered
          silence => open|filtered
        }
    """)

  /// S0521
  public static let answerNeverArrives = DiagnosticCode(
    521, .warning, "an answer that the probe never gets",
    """
    A raw TCP segment is answered by TCP flags, a UDP datagram by a `reply`, a connection attempt by `accepted` or \
    `refused`; `unreachable` and `silence` may follow each of them.

        technique udp_any {
          send payload
          reply => open
          RST => closed              # warning
          silence => open|filtered
        }
    """)

  /// S0522
  public static let techniqueOption = DiagnosticCode(
    522, .error, "an option of a technique has a wrong value",
    """
    Options are constants: `ttl` 1 to 255, `window` 0 to 65535 for TCP segments, `source_port` 1 to 65535, `payload` \
    bytes.

        technique dns_source {
          send SYN
          source_port 53
          ttl 300                    # error
          SYN|ACK => open
          silence => filtered
        }
    """)

  /// S0523
  public static let techniqueCondition = DiagnosticCode(
    523, .error, "the condition of an arm asks something that answers do not have",
    """
    A condition reads `window`, `ttl`, `length` and `flags` of the answer, compares them with constants and joins that \
    with `and`, `or` and `not`.

        technique own_window {
          send ACK
          RST if size > 0 => open                    # error
          RST if window > 0 and ttl < 65 => open
          RST => closed
          silence => filtered
        }
    """)
}
