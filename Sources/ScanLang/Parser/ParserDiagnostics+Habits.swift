// SPDX-License-Identifier: GPL-3.0-or-later

/// S0281 to S0299: habits from other languages and tools.
extension DiagnosticCode {
  static let foreignRows: [DiagnosticCode] = [
    elseOnOwnLine, elif, foreignWord, foreignFor, increment, foreignPort, commaBetweenArms,
  ]

  /// S0281
  public static let elseOnOwnLine = DiagnosticCode(
    281, .error, "`else` on a line of its own", in: .file,
    """
    A line end ends a statement, so that `else` stands on the line of the block or value that it follows.

        if n > 1 {
          print("go")
        }
        else {                       # error
          print("wait")
        }

        if n > 1 {
          print("go")
        } else {
          print("wait")
        }
    """)

  /// S0282
  public static let elif = DiagnosticCode(
    282, .error, "`elif` of other languages", in: .file,
    """
    Another condition is written `else if`.

        if n == 1 {
          print("one")
        } elif n == 2 {              # error
          print("two")
        }

        if n == 1 {
          print("one")
        } else if n == 2 {
          print("two")
        }
    """)

  /// S0283
  public static let foreignWord = DiagnosticCode(
    283, .error, "a word of other languages",
    """
    Functions are declared with `fn`, values with `let`, variables with `var`.

        const limit = 10                             # error
        def double(n: int) -> int { return n * 2 }   # error

        let limit = 10
        fn double(n: int) -> int { return n * 2 }
    """)

  /// S0284
  public static let foreignFor = DiagnosticCode(
    284, .error, "a loop as other languages write it", in: .file,
    """
    `for` goes through the items of a list, set, range or map, without parentheses and counting expressions.

        for (x in xs) { print(x) }                   # error
        for x in xs { print(x) }
        for i in 1-10 { print(i) }
    """)

  /// S0285
  public static let increment = DiagnosticCode(
    285, .error, "`++` or `--` of other languages",
    """
    A variable is changed with `+=` and `-=`.

        var n = 0
        n --                         # error
        n -= 1
    """)

  /// S0286
  public static let foreignPort = DiagnosticCode(
    286, .error, "a port as other tools write it",
    """
    A port of one protocol is a number, `/` and the protocol.

        ports web = 443:tcp          # error

        ports web = 80/tcp, 443/tcp, 53/udp
    """)

  /// S0288
  public static let commaBetweenArms = DiagnosticCode(
    288, .error, "a comma between arms", in: .file,
    """
    Arms of `match` are separated by line ends or `;`. A comma within an arm separates alternatives.

        match n {
          80, 443 => print("web"),   # error
          else => print("other")
        }

        match n {
          80, 443 => print("web")
          else => print("other")
        }
    """)
}
