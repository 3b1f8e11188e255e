// SPDX-License-Identifier: GPL-3.0-or-later

/// S015x and S016x: what other languages and tools write differently.
extension DiagnosticCode {
  static let habitRows: [DiagnosticCode] = [
    dottedRange, nmapPortPrefix, nmapOption, doubleAmpersand, doublePipe, exclamationMark, singleQuotes, dollarName,
    dollarBraces, wildcardAddress, addressWithPort, macAddress, semicolonAtLineEnd, foreignComment, foreignOperator,
  ]

  /// S0150
  public static let dottedRange = DiagnosticCode(
    150, .error, "a range with dots",
    """
    A range is written with `-` and includes both ends; between names it is a call:

        1-1024        # not 1..1024
        range(a, b)   # not a..b
    """)

  /// S0151
  public static let nmapPortPrefix = DiagnosticCode(
    151, .error, "a protocol in front of a port",
    """
    The protocol stands behind the port:

        443/tcp, 53/udp        # not T:443,U:53
        tcp(22, 80, 443)
    """)

  /// S0152
  public static let nmapOption = DiagnosticCode(
    152, .error, "an option of a command line",
    """
    What nmap takes as options are clauses of `scan`:

        scan lan ports 1-1024 using syn, udp { rate 5k/s }      # not -sS -sU -p 1-1024
    """)

  /// S0153
  public static let doubleAmpersand = DiagnosticCode(
    153, .error, "`&&` in place of `and`",
    """
    Conditions are joined by words:

        if p.state == open and p.number < 1024 { ... }
    """)

  /// S0154
  public static let doublePipe = DiagnosticCode(
    154, .error, "`||` in place of `or`",
    """
    Conditions are joined by words; a single `|` unites sets, states and flags:

        if p.number == 80 or p.number == 443 { ... }
        on open|filtered { ... }
    """)

  /// S0155
  public static let exclamationMark = DiagnosticCode(
    155, .error, "`!` in place of `not`",
    """
    The opposite of a condition is written with a word:

        if not h.ports.any(p => p.state == open) { ... }
    """)

  /// S0156
  public static let singleQuotes = DiagnosticCode(
    156, .error, "single quotes around a text",
    """
    Texts stand between double quotes, raw ones behind an `r`:

        "text"        r"^SSH-\\d"
    """)

  /// S0157
  public static let dollarName = DiagnosticCode(
    157, .error, "`$` before a name",
    """
    Names have no mark, neither where they are declared nor where they are used:

        let pace = 5k/s
        scan lan rate pace
    """)

  /// S0158
  public static let dollarBraces = DiagnosticCode(
    158, .error, "`${...}` outside a text",
    """
    Outside texts a name is just written; inside, it stands in parentheses behind a backslash:

        print(host)
        print("host \\(host)")
    """)

  /// S0159
  public static let wildcardAddress = DiagnosticCode(
    159, .error, "`*` in an address",
    """
    All addresses that begin alike are a network:

        10.0.0.0/24        # not 10.0.0.*
        10.0.0.0/16        # not 10.0.*.*
    """)

  /// S0160
  public static let addressWithPort = DiagnosticCode(
    160, .error, "a port behind an address",
    """
    Addresses and ports are given apart:

        scan 10.0.0.1 ports 443        # not 10.0.0.1:443
        probe(10.0.0.1, 443/tcp)
    """)

  /// S0161
  public static let macAddress = DiagnosticCode(
    161, .error, "a hardware address",
    """
    Targets are IP addresses or host names: hardware (MAC) addresses reach no further than the own link and are no \
    values of the language. As a text one can be compared:

        if text == "aa:bb:cc:dd:ee:ff" { ... }
    """)

  /// S0162
  public static let semicolonAtLineEnd = DiagnosticCode(
    162, .error, "`;` at the end of a line",
    """
    The line end ends a statement. `;` only separates two on one line:

        technique probe_fin { send FIN; RST => closed; silence => open|filtered }
    """)

  /// S0163
  public static let foreignComment = DiagnosticCode(
    163, .error, "a comment of another language",
    """
    A comment begins with `#` and ends with its line; `##` documents the declaration below it:

        # this is a comment
        let half = 7.div(2)        # whole division is a call, not //
    """)

  /// S0164
  public static let foreignOperator = DiagnosticCode(
    164, .error, "an operator of another language",
    """
    The operators are + - * / %, == != < <= > >=, and or not, in has ~, ?? and | &, and to assign = += -= *= /=:

        count += 1           # not count++
        if a != b { ... }    # not a <> b
    """)
}
