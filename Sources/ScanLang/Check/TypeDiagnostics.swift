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
    401, .error, "a condition is neither true nor false",
    """
    `if`, `while`, `and`, `or`, `not` and `expect` take true or false and nothing else; what is empty, zero or none is \
    no condition. Ask for what is meant:

        if p.service != none { print(p.service) }
        if seen.open.count > 0 { print("open") }
    """)

  /// S0402
  public static let wrongOperands = DiagnosticCode(
    402, .error, "an operator cannot take these values",
    """
    Numbers calculate with numbers, durations with durations and numbers, times with durations; `|`, `&` and `-` \
    combine sets of ports or of targets; `|` also unites states and flags.

        let limit = now() + 21d
        let rest = all_ports - web
    """)

  /// S0403
  public static let neverEqual = DiagnosticCode(
    403, .error, "two values that are never equal are compared",
    """
    Values of different types are never equal, so the comparison always gives the same. A port has a `.number`, a host \
    an `.address`, and `str(x)` is the text of anything.

        if p.port.number == 443 { … }
        if p.port == 443/tcp { … }
    """)

  /// S0404
  public static let notOrdered = DiagnosticCode(
    404, .error, "values without an order are compared",
    """
    `<`, `<=`, `>` and `>=` compare numbers, texts, durations, sizes, rates, dates, times, addresses and ports, each \
    with its own kind.

        if p.number < 1024 { … }
    """)

  /// S0405
  public static let textJoin = DiagnosticCode(
    405, .error, "a text and something else are joined by `+`",
    #"""
    `+` joins two texts. Anything else is put into a text by `\( )`, or made a text by `str`:

        print("port \(p.number) is open")
    """#)

  /// S0406
  public static let mayBeNone = DiagnosticCode(
    406, .error, "a value that may be none is used as if it were there",
    """
    Some fields are none at times: a silent port has no round-trip time. Say what holds then, or ask before:

        let time = p.rtt ?? 0s
        if p.rtt != none and p.rtt > 1s { print("slow") }
        print(p.reply?.window)
    """)

  /// S0407
  public static let wrongOperand = DiagnosticCode(
    407, .error, "a value of the wrong type",
    """
    The statement or clause takes values of another type: `timeout` a duration, `retries` a whole number, `emit` a \
    record, `show` a list.

        let seen = scan 127.0.0.1 ports 22 timeout 800ms retries 1
    """)

  private static let typeMemberRows: [DiagnosticCode] = [
    unknownField, unknownMethod, methodNotCalled, fieldCalled, unknownColumn, notIndexable, notIterable,
  ]

  /// S0410
  public static let unknownField = DiagnosticCode(
    410, .error, "a record has no such field",
    """
    The records of scans have fixed fields. A port result has `host`, `port`, `number`, `state`, `reason`, `rtt` and \
    others; `scan explain "port result"` lists them.

        print(p.host, p.number, p.state)
    """)

  /// S0411
  public static let unknownMethod = DiagnosticCode(
    411, .error, "a value has no such method",
    """
    Lists have `where`, `map`, `any`, `all`, `sum`, `sort_by` and others, texts `upper`, `split`, `match` and others.

        seen.open.where(p => p.number < 1024)
    """)

  /// S0412
  public static let methodNotCalled = DiagnosticCode(
    412, .error, "a method is named and not called",
    """
    What does work is called with parentheses; plain properties are `count`, `first`, `last`, `length` and the fields \
    of records.

        print(xs.sum(), xs.count)
    """)

  /// S0413
  public static let fieldCalled = DiagnosticCode(
    413, .error, "a field is called",
    """
    Fields and the properties `count`, `first`, `last` and `length` stand without parentheses.

        print(seen.open.count)
    """)

  /// S0414
  public static let unknownColumn = DiagnosticCode(
    414, .error, "a table has no such column",
    """
    The columns of a table of port results are their fields and the techniques of the scan.

        show seen.open columns host, port, service, rtt sort host
    """)

  /// S0415
  public static let notIndexable = DiagnosticCode(
    415, .error, "a value has no elements",
    """
    `[ ]` reads elements of lists, by place from 0, and of maps, by key.

        print(xs[0], counts["ssh"])
    """)

  /// S0416
  public static let notIterable = DiagnosticCode(
    416, .error, "a loop over something without elements",
    """
    `for` goes through lists, ranges, maps and sets.

        for i in 1-10 { print(i) }
        for name, count in counts { print(name, count) }
    """)
}
