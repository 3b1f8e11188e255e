// SPDX-License-Identifier: GPL-3.0-or-later

/// S042x and S043x: calls, defaults, results, patterns.
extension DiagnosticCode {
  static let typeCallRows: [DiagnosticCode] = [
    wrongCount, unknownArgument, wrongArgument, notCallable, wrongDefault, wrongReturn, endsWithoutReturn,
    parameterTypeWithoutText,
  ]
  static let typeStatementRows: [DiagnosticCode] = [
    ifWithoutElse, wrongSetItem, armNeverMatches, unknownFormat, patternUnreadable, unknownService,
  ]

  /// S0420
  public static let wrongCount = DiagnosticCode(
    420, .error, "a call has too many or too few values",
    """
    Every parameter without a default needs one value, by position or by name; those by name come last.

        fn slow(p: port result, limit: duration = 1s) -> bool {
          return (p.rtt ?? 0s) > limit
        }
        for p in (scan 127.0.0.1 ports 22).open {
          print(slow())                      # error
          print(slow(p), slow(p, limit: 200ms))
        }
    """)

  /// S0421
  public static let unknownArgument = DiagnosticCode(
    421, .error, "a function has no such parameter", in: .statement,
    """
    Values given by name need the name of a parameter.

        print(probe(p, trys: 2))             # error
        print(probe(p, using: ack, tries: 2))
    """)

  /// S0422
  public static let wrongArgument = DiagnosticCode(
    422, .error, "a value of the wrong type is handed over",
    """
    The function says which types it takes. Nothing is converted but what stands for targets or ports; `int`, `float` \
    and `str` convert.

        sleep(5)                     # error
        sleep(500ms)
    """)

  /// S0423
  public static let notCallable = DiagnosticCode(
    423, .error, "something that is no function is called", in: .file,
    """
    Functions, builtin functions and lambdas can be called, and nothing else.

        print(n(4))                  # error
        let double = x => x * 2
        print(double(4))
    """)

  /// S0424
  public static let wrongDefault = DiagnosticCode(
    424, .error, "a default does not fit its parameter",
    """
    The default of a parameter has the parameter's type, or is one of its choices.

        param pace: rate = 5                         # error
        param mode: "fast" | "full" = "slow"         # error

        param pace: rate = 5/s
        param mode: "fast" | "full" = "fast"
    """)

  /// S0425
  public static let wrongReturn = DiagnosticCode(
    425, .error, "a function returns something else than it says",
    """
    What follows `->` is the type of every value that the function returns.

        fn double(n: int) -> int { return "two" }    # error

        fn double(n: int) -> int { return n * 2 }
    """)

  /// S0426
  public static let endsWithoutReturn = DiagnosticCode(
    426, .error, "a function may end without returning what it says",
    """
    A function that ends without `return` gives none. Return a value on every way through it.

        fn sign(n: int) -> int {
          if n < 0 { return -1 }
        }                            # error

        fn sign(n: int) -> int {
          if n < 0 { return -1 }
          return 1
        }
    """)

  /// S0427
  public static let parameterTypeWithoutText = DiagnosticCode(
    427, .error, "a parameter whose type cannot be written on a command line",
    """
    Parameters of a playbook are given as text and read as literals: numbers, texts, durations, rates, dates, \
    addresses, `targets`, `ports`, and `list` by commas.

        param facts: map             # error
        param hosts: targets = 127.0.0.1
    """)

  /// S0430
  public static let ifWithoutElse = DiagnosticCode(
    430, .error, "`if` as a value has no `else`", in: .file,
    """
    Where the value of `if` is used there must be one in every case.

        let word = if n == 1 { "port" }              # error

        let word = if n == 1 { "port" } else { "ports" }
    """)

  /// S0431
  public static let wrongSetItem = DiagnosticCode(
    431, .error, "something that is no target or no port stands in a set",
    """
    Targets are addresses, networks, ranges, hosts, and names in quotes; ports are numbers, ranges, `443/tcp`, and \
    names of services in quotes; lists and sets of them too.

        ports web = 80, 443, 10.0.0.1        # error

        ports web = 80, 443, 8000-8100
        targets edge = 203.0.113.0/24, "vpn.example.org"
    """)

  /// S0432
  public static let armNeverMatches = DiagnosticCode(
    432, .error, "an arm can never match", in: .statement,
    """
    Ranges, networks, sets and lists match what is in them; anything else matches what equals it, and values of \
    different types are never equal.

        match p.number {
          "ssh" => print("ssh")              # error
          1-1023 => print("system")
          else => print("other")
        }
    """)

  /// S0433
  public static let unknownFormat = DiagnosticCode(
    433, .error, "`save` does not know the format", in: .file,
    """
    The format is the word behind `as`, or follows from the path's ending.

        save seen to "result.json" as jsn    # error
        save seen to "result.json"
        save seen to "result.txt" as hosts
    """)

  /// S0435
  public static let unknownService = DiagnosticCode(
    435, .error, "no service has that name",
    """
    A text among ports names a service, as registries and systems know it; numbers and ranges stand without quotes.

        ports shells = "shh", 2222           # error

        ports shells = "ssh", 2222
    """)

  /// S0434
  public static let patternUnreadable = DiagnosticCode(
    434, .error, "a regular expression that cannot be read",
    #"""
    Every `(` and `[` has its other end, `*`, `+` and `?` repeat what stands before them, and a backslash takes its \#
    meaning from what follows. To match such a character itself put a backslash before it, in a raw text:

        print("OpenSSH (9.2)" ~ r"OpenSSH (")        # error
        print("OpenSSH (9.2)" ~ r"OpenSSH \(")
    """#)
}
