// SPDX-License-Identifier: GPL-3.0-or-later

/// S06xx: what goes wrong while a playbook runs.
extension DiagnosticCode {
  /// Every row that the interpreter and the engines report.
  public static let runtimeRows: [DiagnosticCode] =
    valueErrorRows + runErrorRows + networkErrorRows

  static let valueErrorRows: [DiagnosticCode] = [
    divisionByZero, missingField, missingKey, indexOutOfRange, integerOverflow, wrongValueType,
    valueOutOfRange, emptyTargets, noArmMatches, badText, regexInvalid, regexLimit, badComparison,
  ]

  /// S0602
  public static let divisionByZero = DiagnosticCode(
    602, .error, "division by zero", in: .file,
    """
    `/`, `%` and `div` have no result for 0 as divisor. Ask first:

        let share = if n == 0 { 0.0 } else { 10 / n }
    """)

  /// S0603
  public static let missingField = DiagnosticCode(
    603, .error, "a value has no such field", in: .statement,
    """
    The value has no field or method of that name, or is none. `?.` gives none for none:

        let issuer = (try tls(p) else none)?.certificate
    """)

  /// S0604
  public static let missingKey = DiagnosticCode(
    604, .error, "a map has no such key", in: .file,
    """
    Reading a key that is not in the map is an error. Where it may be absent use `get`:

        let found = counts.get("telnet") ?? 0
    """)

  /// S0605
  public static let indexOutOfRange = DiagnosticCode(
    605, .error, "an index outside the list", in: .file,
    """
    Items of lists and bytes are numbered from 0: the third is `xs[2]`, the last `xs[xs.count - 1]` or `xs.last`. Ask \
    first whether there are as many. An empty list has no item at all, also no `first` and no `last`:

        if xs.count > 3 { print(xs[3]) }
    """)

  /// S0606
  public static let integerOverflow = DiagnosticCode(
    606, .error, "a result that does not fit", in: .file,
    """
    Whole numbers, durations and sizes have 64 bits; a result beyond is an error, never a wrong number. Floats \
    reach further:

        let large = float(n) * 1e19
    """)

  /// S0607
  public static let wrongValueType = DiagnosticCode(
    607, .error, "a value of another type than is wanted", in: .file,
    """
    Values are not converted unasked. Convert where it is meant:

        let workers = int(env("WORKERS") ?? "4")
        print(seen.open.count + workers)
    """)

  /// S0608
  public static let valueOutOfRange = DiagnosticCode(
    608, .error, "a value outside what is allowed here", in: .file,
    """
    The type is right but not the value: a port beyond 65535, a negative count, a timeout of zero, a prefix that is \
    too long.

        if n < 65535 { scan dmz ports n + 1 }
    """)

  /// S0609
  public static let emptyTargets = DiagnosticCode(
    609, .error, "a scan without targets", in: .file,
    """
    An empty set of targets is most often a mistake: an exception that takes everything away, or a list that was \
    not filled. Ask first where it may be empty:

        if dmz.count > 0 { scan dmz ports 443 }
    """)

  /// S0611
  public static let noArmMatches = DiagnosticCode(
    611, .error, "no arm of a match takes the value", in: .statement,
    """
    The arms of a `match` cover every value, or there is an `else`:

        match p.state { open => print("open");  else => print("other") }
    """)

  /// S0612
  public static let badText = DiagnosticCode(
    612, .error, "a text that cannot be read as what is wanted",
    """
    `int`, `float`, `parse_json`, parameters and texts in target sets read text as a literal. This one is none:

        let n = try int("8o") else 0
    """)

  /// S0613
  public static let regexInvalid = DiagnosticCode(
    613, .error, "not a regular expression", in: .statement,
    """
    The pattern behind `~` or in `match` cannot be read. Write it raw, so that backslashes stay:

        let hello = try banner(p) else ""
        if hello ~ r"^SSH-2\\.0-(\\w+)" { print(p) }
    """)

  /// S0614
  public static let regexLimit = DiagnosticCode(
    614, .error, "a regular expression took too much work",
    """
    Matching has a limit, because text from the network may be made to be slow. Make the pattern stricter: anchor \
    it, and avoid a repetition inside a repetition:

        print("a b c" ~ r"^(\\w+ )*$")       # slow on hostile text
        print("a b c" ~ r"^[\\w ]*$")
    """)

  /// S0615
  public static let badComparison = DiagnosticCode(
    615, .error, "two values that cannot be compared", in: .file,
    """
    `<` and sorting need numbers with numbers, texts with texts, times with times. Sort by one kind of value:

        print(seen.open.sort_by(p => p.rtt ?? 0s))
    """)
}
