// SPDX-License-Identifier: GPL-3.0-or-later

/// S015x and S016x: what other languages and tools write differently.
extension DiagnosticCode {
  static let habitRows: [DiagnosticCode] = [
    dottedRange, nmapPortPrefix, nmapOption, doubleAmpersand, doublePipe, exclamationMark, singleQuotes, dollarName,
    dollarBraces, wildcardAddress, addressWithPort, macAddress, semicolonAtLineEnd, foreignComment, foreignOperator,
  ]

  /// S0150
  public static let dottedRange = DiagnosticCode(
    150, .error, "a range with dots", in: .file,
    """
    A range is written with `-` and includes both ends; between names it is a call:

        scan dmz ports 1..1024           # error
        for i in 1..n { print(i) }       # error
        scan dmz ports 1-1024
        for i in range(1, n) { print(i) }
    """)

  /// S0151
  public static let nmapPortPrefix = DiagnosticCode(
    151, .error, "a protocol in front of a port",
    """
    The protocol stands behind the port:

        scan 10.0.0.1 ports T:443,U:53        # error
        scan 10.0.0.1 ports 443/tcp, 53/udp
        print(tcp(22, 80, 443))
    """)

  /// S0152
  public static let nmapOption = DiagnosticCode(
    152, .error, "an option of a command line",
    """
    What nmap takes as options are clauses of `scan`:

        scan 10.0.0.1 -sS                     # error
        scan 10.0.0.1 ports 1-1024 using syn, udp { rate 5k/s }
    """)

  /// S0153
  public static let doubleAmpersand = DiagnosticCode(
    153, .error, "`&&` in place of `and`", in: .statement,
    """
    Conditions are joined by words:

        if p.state == open && p.number < 1024 { print(p) }       # error
        if p.state == open and p.number < 1024 { print(p) }
    """)

  /// S0154
  public static let doublePipe = DiagnosticCode(
    154, .error, "`||` in place of `or`", in: .statement,
    """
    Conditions are joined by words; a single `|` unites sets, states and flags:

        if p.number == 80 || p.number == 443 { print(p) }        # error
        if p.number == 80 or p.number == 443 { print(p) }
    """)

  /// S0155
  public static let exclamationMark = DiagnosticCode(
    155, .error, "`!` in place of `not`", in: .statement,
    """
    The opposite of a condition is written with a word:

        if !seen.open.any(q => q.number == 23) { print(p) }      # error
        if not seen.open.any(q => q.number == 23) { print(p) }
    """)

  /// S0156
  public static let singleQuotes = DiagnosticCode(
    156, .error, "single quotes around a text",
    """
    Texts stand between double quotes, raw ones behind an `r`:

        print('text')      # error
        print("text", r"^SSH-\\d")
    """)

  /// S0157
  public static let dollarName = DiagnosticCode(
    157, .error, "`$` before a name", in: .file,
    """
    Names have no mark, neither where they are declared nor where they are used:

        let $pace = 5k/s             # error
        print($n)                    # error
        print(n)
    """)

  /// S0158
  public static let dollarBraces = DiagnosticCode(
    158, .error, "`${...}` outside a text", in: .file,
    """
    Outside texts a name is just written; inside, it stands in parentheses behind a backslash:

        print(${n})                  # error
        print(n)
        print("n is \\(n)")
    """)

  /// S0159
  public static let wildcardAddress = DiagnosticCode(
    159, .error, "`*` in an address",
    """
    All addresses that begin alike are a network:

        scan 10.0.0.* ports 22       # error
        scan 10.0.0.0/24 ports 22
        scan 10.1.0.0/16 ports 22    # not 10.1.*.*
    """)

  /// S0160
  public static let addressWithPort = DiagnosticCode(
    160, .error, "a port behind an address", in: .statement,
    """
    Addresses and ports are given apart:

        scan 10.0.0.1:443            # error
        scan 10.0.0.1 ports 443
        print(probe(10.0.0.1, 443/tcp))
    """)

  /// S0161
  public static let macAddress = DiagnosticCode(
    161, .error, "a hardware address",
    """
    Targets are IP addresses or host names: hardware (MAC) addresses reach no further than the own link and are no \
    values of the language. As a text one can be compared:

        print(aa:bb:cc:dd:ee:ff)     # error
        print("aa:bb:cc:dd:ee:ff")
    """)

  /// S0162
  public static let semicolonAtLineEnd = DiagnosticCode(
    162, .error, "`;` at the end of a line",
    """
    The line end ends a statement. `;` only separates two on one line:

        print("hello");              # error
        print("hello"); print("world")
    """)

  /// S0163
  public static let foreignComment = DiagnosticCode(
    163, .error, "a comment of another language",
    """
    A comment begins with `#` and ends with its line; `##` documents the declaration below it:

        // this is no comment        # error
        # this is a comment
        print(7.div(2))              # whole division is a call, not //
    """)

  /// S0164
  public static let foreignOperator = DiagnosticCode(
    164, .error, "an operator of another language", in: .file,
    """
    The operators are + - * / %, == != < <= > >=, and or not, in has ~, ?? and | &, and to assign = += -= *= /=:

        if n <> 3 { print(n) }       # error
        if n != 3 { print(n) }
    """)
}
