// SPDX-License-Identifier: GPL-3.0-or-later

/// S03xx: names, where they may stand and what may be done with them.
extension DiagnosticCode {
  /// Every row about names.
  public static let nameRows: [DiagnosticCode] = namePlaceRows + nameAssignmentRows + nameUsageRows + nameImportRows

  private static let namePlaceRows: [DiagnosticCode] = [
    unknownName, usedTooEarly, declaredTwice, fixedName, onlyAtTopLevel, habitWord, parameterNamedLikeOption,
    builtinNotYet, unknownType, misplacedJump, unknownEdition, readsTooEarly, nestedTooDeeply,
    unknownNetwork,
  ]

  /// S0301
  public static let unknownName = DiagnosticCode(
    301, .error, "a name that is not declared",
    """
    A name stands for something only where it, or a block around it, has been declared before:

        let web = ports(80, 443)
        print(wbe)                   # error
        print(web)

    Names of states, flags, techniques and builtin functions are known everywhere. Host names are texts, in quotes.
    """)

  /// S0302
  public static let usedTooEarly = DiagnosticCode(
    302, .error, "a variable is used before it stands",
    """
    A variable has a value from its declaration on. Functions and techniques alone may be used before they stand.

        print(limit)                 # error: too early
        let limit = 10
        print(limit)

    Move the declaration up.
    """)

  /// S0303
  public static let declaredTwice = DiagnosticCode(
    303, .error, "a name is declared twice",
    """
    Within one pair of braces a name is declared once. To change a variable assign it, without `let` or `var`:

        var count = 0
        var count = 1                # error
        count = 1

    A block inside may use the name for something of its own.
    """)

  /// S0304
  public static let fixedName = DiagnosticCode(
    304, .error, "a predeclared name is declared anew",
    """
    States, TCP flags, techniques and predeclared port sets mean the same in every script. Choose another name:

        let window = 1024            # error: `window` is a technique
        let window_size = 1024       # fine
    """)

  /// S0308
  public static let onlyAtTopLevel = DiagnosticCode(
    308, .error, "a declaration stands in a block", in: .file,
    """
    `fn`, `technique`, `param`, `import`, `edition`, `test`, `network`, `scope` and `limits` hold for the whole \
    playbook and stand outside all braces.

        if n > 1 { fn double(m) { return m * 2 } }   # error

        fn double(m) { return m * 2 }
        if n > 1 { print(double(n)) }
    """)

  /// S0309
  public static let habitWord = DiagnosticCode(
    309, .error, "a word of another language", in: .file,
    """
    The word belongs to another language; this one says `none`, `true`, `false`, `else if`, `let`, `fn`.

        if n == null { print("none") }       # error
        let found = True                     # error

        if n == none { print("none") }
        let found = true
    """)

  /// S0310
  public static let parameterNamedLikeOption = DiagnosticCode(
    310, .error, "a parameter is named like an option",
    """
    `param rate: rate` would be given as `--rate`, which `scan run` takes for itself. Choose another name:

        param rate: rate = 1k/s      # error
        param pace: rate = 1k/s
    """)

  /// S0312
  public static let builtinNotYet = DiagnosticCode(
    312, .error, "a function is not in this version yet", in: .statement,
    """
    The function belongs to the language and is not written yet. `banner` and `probe` are there:

        print(try previous() else none)      # error
        print(try banner(p) else "")
    """)

  /// S0313
  public static let unknownType = DiagnosticCode(
    313, .error, "there is no type of that name",
    """
    Types are written as words: `int`, `string`, `duration`, `address`, `ports`, `port result`, `list` and so on.

        fn double(n: itn) -> int { return n * 2 }    # error

        fn double(n: int) -> int { return n * 2 }
        fn slow(p: port result) -> bool { return (p.rtt ?? 0s) > 1s }
    """)

  /// S0314
  public static let misplacedJump = DiagnosticCode(
    314, .error, "`break`, `continue` or `return` has nothing to leave", in: .file,
    """
    `break` and `continue` belong to the loop around them, within the same function or handler; `return` ends a \
    function, a handler or a test.

        break                        # error
        for p in seen.open {
          if p.number > 1023 { break }
          print(p)
        }
    """)

  /// S0315
  public static let unknownEdition = DiagnosticCode(
    315, .error, "an unknown edition of the language",
    """
    This program reads edition 1. A newer playbook needs a newer program.

        edition 2                    # error

        edition 1
    """)

  /// S0316
  public static let readsTooEarly = DiagnosticCode(
    316, .error, "a function is called before what it reads has a value",
    """
    Functions may be called above their declaration, but the variables that they read have values only from their own \
    declaration on.

        show_limit()                 # error: `limit` comes below
        let limit = 10
        show_limit()
        fn show_limit() { print(limit) }
    """)

  /// S0317
  public static let nestedTooDeeply = DiagnosticCode(
    317, .error, "expressions and blocks are nested too deeply", in: .file,
    """
    Give parts of it a name with `let`, or make functions of them.

        let inner = (n + 1) * 2
        let outer = inner * 3
    """)

  /// S0318
  public static let unknownNetwork = DiagnosticCode(
    318, .error, "there is no simulated network of that name",
    """
    A test runs against a `network` that the same file declares:

        network office { host 10.0.0.1 { open 22; closed else } }
        test "ssh is not found" with offise { expect true }      # error
        test "ssh is found" with office {
          expect (scan 10.0.0.1 ports 22).open.count == 1
        }
    """)
}
