// SPDX-License-Identifier: GPL-3.0-or-later

/// S04xx: values of a type that cannot work where they stand.
extension DiagnosticCode {
  /// Every row about types.
  public static let typeRows: [DiagnosticCode] = typeOperatorRows + typeMemberRows + typeCallRows + typeStatementRows

  private static let typeOperatorRows: [DiagnosticCode] = [
    notACondition, wrongOperands, neverEqual, notOrdered, textJoin, mayBeNone, wrongOperand,
  ]

  /// S0401
  public static let notACondition = DiagnosticCode(
    401, .error, "a condition is neither true nor false", in: .statement,
    """
    `if`, `while`, `and`, `or`, `not` and `expect` take true or false and nothing else; what is empty, zero or none is \
    no condition. Ask for what is meant:

        if p.service { print(p.service) }            # error
        if seen.open { print("open") }               # error
        if p.service != none { print(p.service) }
        if seen.open.count > 0 { print("open") }
    """)

  /// S0402
  public static let wrongOperands = DiagnosticCode(
    402, .error, "an operator cannot take these values",
    """
    Numbers calculate with numbers, durations with durations and numbers, times with durations; `|`, `&` and `-` \
    combine sets of ports or of targets; `|` also unites states and flags.

        print(now() + 21)            # error
        print(80 | 443)              # error
        print(now() + 21d)
        print(ports(80) | 443)
    """)

  /// S0403
  public static let neverEqual = DiagnosticCode(
    403, .error, "two values that are never equal are compared", in: .statement,
    """
    Values of different types are never equal, so the comparison always gives the same. A port has a `.number`, a host \
    an `.address`, and `str(x)` is the text of anything.

        print(p.port == 443)         # error
        print(p.number == 443)
        print(p.port == 443/tcp)
    """)

  /// S0404
  public static let notOrdered = DiagnosticCode(
    404, .error, "values without an order are compared", in: .statement,
    """
    `<`, `<=`, `>` and `>=` compare numbers, texts, durations, sizes, rates, dates, times, addresses and ports, each \
    with its own kind.

        print(p.state < open)        # error
        print(p.number < 1024)
    """)

  /// S0405
  public static let textJoin = DiagnosticCode(
    405, .error, "a text and something else are joined by `+`", in: .statement,
    #"""
    `+` joins two texts. Anything else is put into a text by `\( )`, or made a text by `str`:

        print("port " + p.number)            # error
        print("port \(p.number)")
        print("port " + str(p.number))
    """#)

  /// S0406
  public static let mayBeNone = DiagnosticCode(
    406, .error, "a value that may be none is used as if it were there", in: .statement,
    """
    Some fields are none at times: a silent port has no round-trip time. Say what holds then, or ask before:

        print(p.rtt > 1s)                    # error
        print(p.reply.window)                # error
        print((p.rtt ?? 0s) > 1s)
        if p.rtt != none and p.rtt > 1s { print("slow") }
        print(p.reply?.window)
    """)

  /// S0407
  public static let wrongOperand = DiagnosticCode(
    407, .error, "a value of the wrong type",
    """
    The statement or clause takes values of another type: `timeout` a duration, `retries` a whole number, `emit` a \
    record, `show` a list.

        scan 127.0.0.1 ports 22 timeout 800          # error
        scan 127.0.0.1 ports 22 timeout 800ms
    """)

  private static let typeMemberRows: [DiagnosticCode] = [
    unknownField, unknownMethod, methodNotCalled, fieldCalled, unknownColumn, notIndexable, notIterable,
  ]

  /// S0410
  public static let unknownField = DiagnosticCode(
    410, .error, "a record has no such field", in: .statement,
    """
    The records of scans have fixed fields. A port result has `host`, `port`, `number`, `state`, `reason`, `rtt` and \
    others; `scan explain "port result"` lists them.

        print(p.numbr)               # error
        print(p.host, p.number, p.state)
    """)

  /// S0411
  public static let unknownMethod = DiagnosticCode(
    411, .error, "a value has no such method", in: .file,
    """
    Lists have `where`, `map`, `any`, `all`, `sum`, `sort_by` and others, texts `upper`, `split`, `match` and others.

        print(seen.open.filter(p => p.number < 1024))        # error
        print(seen.open.where(p => p.number < 1024))
    """)

  /// S0412
  public static let methodNotCalled = DiagnosticCode(
    412, .error, "a method is named and not called", in: .file,
    """
    What does work is called with parentheses; plain properties are `count`, `first`, `last`, `length` and the fields \
    of records.

        print(xs.sum)                # error
        print(xs.sum(), xs.count)
    """)

  /// S0413
  public static let fieldCalled = DiagnosticCode(
    413, .error, "a field is called", in: .file,
    """
    Fields and the properties `count`, `first`, `last` and `length` stand without parentheses.

        print(xs.count())            # error
        print(xs.count)
    """)

  /// S0414
  public static let unknownColumn = DiagnosticCode(
    414, .error, "a table has no such column", in: .file,
    """
    The columns of a table of port results are their fields and the techniques of the scan.

        show seen.open columns host, port, srvice            # error
        show seen.open columns host, port, service, rtt sort host
    """)

  /// S0415
  public static let notIndexable = DiagnosticCode(
    415, .error, "a value has no elements", in: .file,
    """
    `[ ]` reads elements of lists, by place from 0, and of maps, by key.

        print(n[0])                  # error
        print(xs[0], counts["ssh"])
    """)

  /// S0416
  public static let notIterable = DiagnosticCode(
    416, .error, "a loop over something without elements", in: .file,
    """
    `for` goes through lists, ranges, maps and sets.

        for i in n { print(i) }      # error
        for i in 1-10 { print(i) }
        for name, count in counts { print(name, count) }
    """)
}
