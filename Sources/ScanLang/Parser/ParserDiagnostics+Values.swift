// SPDX-License-Identifier: GPL-3.0-or-later

/// S0221 to S0239: values and operators.
extension DiagnosticCode {
  static let valueRows: [DiagnosticCode] = [
    operatorNeedsBlanks, comparisonChain, looseWithinTight, assignmentInCondition, notAssignable,
    argumentWithEquals, entryWithoutColon, entryTight, severalInParentheses, tryWithoutElse, scanNeedsParentheses,
    scanContinued, memberMissing, interpolationRest, setWordAlone, secondExcept, elseWithoutIf, armWithoutArrow,
  ]

  /// S0221
  public static let operatorNeedsBlanks = DiagnosticCode(
    221, .error, "`-`, `/` or `%` without blanks",
    """
    Tight is a literal, spaced is an operator: `1-1024` is a range, `443/tcp` a port, `99%` a share. The operators \
    need a blank on both sides. Ends of a range literal are plain numbers; for names there is `range`.

        let first = 10
        let last = 20
        print(last -first)           # error
        print(last - first)
        print(range(first, last))
    """)

  /// S0222
  public static let comparisonChain = DiagnosticCode(
    222, .error, "comparisons that chain", in: .file,
    """
    The outcome of a comparison is true or false and is not compared further. Join two comparisons with `and`.

        print(1 < n < 9)             # error
        print(1 < n and n < 9)
    """)

  /// S0223
  public static let looseWithinTight = DiagnosticCode(
    223, .error, "`not` or `try` behind a tighter operator", in: .file,
    """
    `not` and `try … else …` bind looser than comparisons and arithmetic. Behind such an operator they need \
    parentheses.

        print(true == not n > 1)     # error
        print(true == (not n > 1))
    """)

  /// S0224
  public static let assignmentInCondition = DiagnosticCode(
    224, .error, "`=` in a condition", in: .statement,
    """
    A single `=` assigns. Conditions compare with `==`.

        if p.number = 443 { print(p) }       # error
        if p.number == 443 { print(p) }
    """)

  /// S0225
  public static let notAssignable = DiagnosticCode(
    225, .error, "assignment to what is no place",
    """
    What stands before `=` is a variable, an element `xs[0]` or a field `m.name`.

        var n = 1
        2 = n                        # error
        n = 2
    """)

  /// S0226
  public static let argumentWithEquals = DiagnosticCode(
    226, .error, "a named argument with `=`", in: .statement,
    """
    The name and the value of an argument are separated by a colon.

        print(probe(p, using = ack))         # error
        print(probe(p, using: ack))
    """)

  /// S0227
  public static let entryWithoutColon = DiagnosticCode(
    227, .error, "a map entry without a colon",
    """
    Where a value is wanted, braces hold a map, and each of its entries is a key, a colon and a value.

        let names = {"ssh"}          # error
        let facts = {service: "ssh", 22: true}
    """)

  /// S0228
  public static let entryTight = DiagnosticCode(
    228, .error, "a map entry without a blank behind the colon",
    """
    A blank follows the colon of a map entry: without it the key and the value could be read as an address.

        let near = {port:22}         # error
        let facts = {port: 22}
    """)

  /// S0229
  public static let severalInParentheses = DiagnosticCode(
    229, .error, "several values in parentheses",
    """
    Parentheses hold one value. Lists are written in square brackets; only `match` compares several values at once.

        let pair = (80, 443)         # error
        let both = [80, 443]
    """)

  /// S0230
  public static let tryWithoutElse = DiagnosticCode(
    230, .error, "`try` without `else`", in: .statement,
    """
    `try` takes a failure and gives the value behind `else` in its place.

        let t = try tls(p)                   # error

        let t = try tls(p) else none
    """)

  /// S0231
  public static let scanNeedsParentheses = DiagnosticCode(
    231, .error, "a `scan` within another expression",
    """
    `scan` stands as a statement, after `=`, `return` or `=>`, or alone in parentheses: its clauses have no end of \
    their own.

        print(scan 127.0.0.1 ports 22)       # error
        print((scan 127.0.0.1 ports 22).open.count)
    """)

  /// S0232
  public static let scanContinued = DiagnosticCode(
    232, .error, "a `scan` that is continued with `.`",
    """
    Nothing continues a bare `scan`. Put it in parentheses, or give its results a name first.

        let open_ports = scan 127.0.0.1 {
          ports 22
        }
        .open                                # error

        let all = scan 127.0.0.1 {
          ports 22
        }
        print(all.open)
    """)

  /// S0233
  public static let memberMissing = DiagnosticCode(
    233, .error, "the name behind a `.` is missing", in: .file,
    """
    Behind `.` and `?.` stands the name of a field or method.

        print(seen.open.)            # error
        print(seen.open.count)
    """)

  /// S0234
  public static let interpolationRest = DiagnosticCode(
    234, .error, "more than a value in `\\(…)`", in: .statement,
    """
    Parentheses behind a backslash in a text hold one value.

        print("port \\(p.number h)")          # error
        print("port \\(p.number) of \\(h)")
    """)

  /// S0235
  public static let setWordAlone = DiagnosticCode(
    235, .error, "`ports` or `targets` alone",
    """
    The two words open a declaration before `NAME =`, are functions before `(`, and `ports` is a clause of `scan`.

        print(ports)                 # error
        ports web = 80, 443
        print(ports(22), web)
    """)

  /// S0236
  public static let secondExcept = DiagnosticCode(
    236, .error, "a set with two `except`",
    """
    A set is a comma list and at most one `except` list, which is taken from all of it.

        targets edge = 10.0.0.0/24 except 10.0.0.1 except 10.0.0.9   # error

        targets edge = 10.0.0.0/24 except 10.0.0.1, 10.0.0.9
    """)

  /// S0237
  public static let elseWithoutIf = DiagnosticCode(
    237, .error, "an `else` that belongs to nothing", in: .file,
    """
    `else` follows the block of an `if`, or the value of a `try`, on the same line.

        else { print("wait") }       # error

        if n > 1 {
          print("go")
        } else {
          print("wait")
        }
    """)

  /// S0238
  public static let armWithoutArrow = DiagnosticCode(
    238, .error, "an arm without `=>`", in: .file,
    """
    An arm of `match` or of a technique is what it takes, `=>`, and what then.

        match n {
          22 print("ssh")            # error
          80 => print("web")
          else => print("other")
        }
    """)
}
