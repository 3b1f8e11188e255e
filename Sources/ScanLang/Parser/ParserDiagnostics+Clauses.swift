// SPDX-License-Identifier: GPL-3.0-or-later

/// S0241 to S0269: clauses, handlers, techniques, networks.
extension DiagnosticCode {
  static let clauseRows: [DiagnosticCode] = [
    unknownClause, clauseTwice, commaBetweenClauses, clauseOutside, handlerOutside, notInScanBraces,
    scanWithoutTargets, wordMissing, choiceMissing, unknownChoice, eventMissing, unknownState, stateMissing,
    commaBeforePorts, unknownAnswer, flagMissing, sendMissing, rulePorts, levelMissing, recordMissing, scopeName,
  ]

  /// S0241
  public static let unknownClause = DiagnosticCode(
    241, .error, "a word that is not known in its place",
    """
    Clauses of `scan`, lines of `expect`, `scope`, `limits`, networks and simulated hosts begin with one of a few \
    words each.

        scan 127.0.0.1 ports 22 retrys 1     # error
        scan 127.0.0.1 ports 22 retries 1
    """)

  /// S0242
  public static let clauseTwice = DiagnosticCode(
    242, .error, "a clause given twice",
    """
    Each clause is given once, on the line of its `scan` or in the braces.

        scan 127.0.0.1 ports 22 ports 80     # error
        scan 127.0.0.1 ports 22, 80
    """)

  /// S0243
  public static let commaBetweenClauses = DiagnosticCode(
    243, .error, "a comma before a clause",
    """
    A comma goes on with the list before it. On the line of `scan` clauses follow each other; in braces they are \
    separated by line ends or `;`.

        scan 127.0.0.1 ports 22, retries 1   # error
        scan 127.0.0.1 ports 22, 80 retries 1
    """)

  /// S0244
  public static let clauseOutside = DiagnosticCode(
    244, .error, "a clause outside of `scan`",
    """
    Clauses stand on the line of their `scan` or in its braces.

        retries 1                            # error
        scan 127.0.0.1 ports 22 retries 1
    """)

  /// S0245
  public static let handlerOutside = DiagnosticCode(
    245, .error, "a handler outside of `scan`",
    """
    Handlers stand in the braces of the scan whose answers they wait for.

        on open as p { print(p) }            # error

        scan 127.0.0.1 ports 22 {
          on open as p { print(p) }
        }
    """)

  /// S0246
  public static let notInScanBraces = DiagnosticCode(
    246, .error, "a statement in the braces of `scan`",
    """
    The braces of `scan` hold clauses and handlers. Statements stand in a handler, or before the scan.

        scan 127.0.0.1 ports 22 {
          let limit = 10                     # error
          on open as p { print(p) }
        }
    """)

  /// S0247
  public static let scanWithoutTargets = DiagnosticCode(
    247, .error, "a `scan` without targets",
    """
    The targets stand directly behind `scan`: addresses, networks, names of target sets.

        scan ports 22                        # error
        scan 127.0.0.1 ports 22
    """)

  /// S0248
  public static let wordMissing = DiagnosticCode(
    248, .error, "a word is missing", in: .file,
    """
    Some statements and clauses join their parts with words, such as `save R to PATH`, `shard I of N` and `waive … \
    until … because`.

        save seen "seen.json"                # error
        save seen to "seen.json"
    """)

  /// S0249
  public static let choiceMissing = DiagnosticCode(
    249, .error, "one of a few words is missing",
    """
    Some clauses take one of a few words, such as `order random` and `keep open`.

        scan 127.0.0.1 ports 22 order        # error
        scan 127.0.0.1 ports 22 order sequential
    """)

  /// S0250
  public static let unknownChoice = DiagnosticCode(
    250, .error, "a word that a clause does not know",
    """
    Some clauses take one of a few words, such as `order random` and `keep open`.

        scan 127.0.0.1 ports 22 order sequental      # error
        scan 127.0.0.1 ports 22 order sequential
    """)

  /// S0251
  public static let eventMissing = DiagnosticCode(
    251, .error, "`on` without a state or event",
    """
    Behind `on` stand states, or `any`, `host up`, `host down`, `host done`, `done` or `error`.

        scan 127.0.0.1 ports 443 {
          on 443 as p { print(p) }           # error
          on open 443 as p { print(p) }
        }
    """)

  /// S0252
  public static let unknownState = DiagnosticCode(
    252, .error, "a state that does not exist",
    """
    States are `open`, `closed`, `filtered`, their mixtures with `|`, and `unfiltered` for open or closed.

        scan 127.0.0.1 ports 443 {
          on opne as p { print(p) }          # error
          on open, filtered as p { print(p) }
        }
    """)

  /// S0253
  public static let stateMissing = DiagnosticCode(
    253, .error, "a state is missing",
    """
    States are `open`, `closed`, `filtered`, their mixtures with `|`, and `unfiltered` for open or closed.

        technique fin_push {
          send FIN|PSH
          RST => closed
          unreachable =>                     # error
          silence => open|filtered
        }
    """)

  /// S0254
  public static let commaBeforePorts = DiagnosticCode(
    254, .error, "a comma between states and ports",
    """
    A comma adds another state. The ports follow the states directly.

        scan 127.0.0.1 ports 443 {
          on open, 443 as p { print(p) }     # error
          on open, filtered 443 as p { print(p) }
        }
    """)

  /// S0255
  public static let unknownAnswer = DiagnosticCode(
    255, .error, "an answer or flag that does not exist",
    """
    A technique sends TCP flags, a payload or a connection attempt, and reads flags, `reply`, `accepted`, `refused`, \
    `unreachable` and `silence`.

        technique own_ack {
          send ACK
          RTS => unfiltered                  # error
          RST => unfiltered
          silence => filtered
        }
    """)

  /// S0256
  public static let flagMissing = DiagnosticCode(
    256, .error, "a TCP flag is missing",
    """
    Flags are SYN, ACK, FIN, RST, PSH, URG, ECE and CWR, joined with `|`; NONE is no flag at all.

        technique fin_push {
          send                               # error
          silence => open|filtered
        }

        technique fin_push {
          send FIN|PSH
          silence => open|filtered
        }
    """)

  /// S0257
  public static let sendMissing = DiagnosticCode(
    257, .error, "a technique that sends nothing",
    """
    A technique says what it sends: flags, a payload, or `connect`.

        technique no_flags {                 # error
          RST => closed
          silence => open|filtered
        }

        technique no_flags {
          send NONE
          RST => closed
          silence => open|filtered
        }
    """)

  /// S0258
  public static let rulePorts = DiagnosticCode(
    258, .error, "a line of a simulated host without ports",
    """
    Lines of a simulated host name their ports, or `else` for all others.

        network office {
          host 10.0.0.1 {
            open                             # error
            open 22
            drop else
          }
        }
    """)

  /// S0259
  public static let levelMissing = DiagnosticCode(
    259, .error, "a finding without a level", in: .statement,
    """
    A finding has one of five levels before its text: info, low, medium, high, critical; or a computed one in \
    parentheses.

        finding "certificate expires soon" at p              # error
        finding medium "certificate expires soon" at p
    """)

  /// S0260
  public static let recordMissing = DiagnosticCode(
    260, .error, "`emit` without a record", in: .statement,
    """
    `emit` takes a kind and a map with the fields of the record.

        emit service                         # error
        emit service {host: p.host, port: p.port}
    """)

  /// S0261
  public static let scopeName = DiagnosticCode(
    261, .error, "an operator's scope without a name",
    """
    With braces `scope` is an operator's scope and has a name in quotes. In a playbook `scope SET` narrows it and \
    has none.

        scope { allow 203.0.113.0/24 }       # error

        scope 203.0.113.0/24
    """)
}
