// SPDX-License-Identifier: GPL-3.0-or-later

/// S0201 to S0219: statements, blocks and brackets.
extension DiagnosticCode {
  /// Every row that the parser reports.
  public static let parserRows: [DiagnosticCode] =
    structureRows + valueRows + clauseRows + declarationRows + foreignRows

  private static let structureRows: [DiagnosticCode] = [
    unexpected, valueMissing, nameMissing, reservedName, braceMissing, braceOnOwnLine, braceUnclosed,
    bracketUnclosed, strayBracket, commaMissing, nestingTooDeep, chainTooLong, lineBeginsWithOperator,
    blockWithoutHeader, unknownStatement,
  ]

  /// S0201
  public static let unexpected = DiagnosticCode(
    201, .error, "something stands behind a complete statement",
    """
    A statement, clause or arm ends at the end of its line; `;` separates two on one line. What follows the end of \
    one was not understood as part of it.

        let a = 1 let b = 2          # error

        let a = 1; let b = 2
    """)

  /// S0202
  public static let valueMissing = DiagnosticCode(
    202, .error, "a value is missing",
    """
    After an operator, `=`, a comma or a clause word a value belongs: a literal, a name, a call, or brackets.

        let pace =                   # error

        let pace = 2k/s
    """)

  /// S0203
  public static let nameMissing = DiagnosticCode(
    203, .error, "a name is missing",
    """
    Names consist of letters, digits and `_` and do not begin with a digit.

        let = 2k/s                   # error
        let pace = 2k/s
    """)

  /// S0204
  public static let reservedName = DiagnosticCode(
    204, .error, "a word of the language as a name",
    """
    Words with which statements begin or that join values cannot be names of variables, functions and parameters. As \
    a field, map key, named argument or column every word may be used.

        let show = true              # error
        let show_all = true
    """)

  /// S0205
  public static let braceMissing = DiagnosticCode(
    205, .error, "the `{` of a block is missing", in: .file,
    """
    What belongs to a header stands in braces, and the opening one on the line of the header.

        if n > 0                     # error
          print(n)
        }

        if n > 0 {
          print(n)
        }
    """)

  /// S0206
  public static let braceOnOwnLine = DiagnosticCode(
    206, .error, "the `{` of a block on a line of its own", in: .file,
    """
    A line end ends a statement, so that the opening brace stands on the line of its header.

        for h in seen.hosts
        {                            # error
          print(h.address)
        }

        for h in seen.hosts {
          print(h.address)
        }
    """)

  /// S0207
  public static let braceUnclosed = DiagnosticCode(
    207, .error, "a `{` that is never closed", in: .file,
    """
    Every `{` has a `}`. Where it is missing is guessed from the indentation: the first line that stands no deeper \
    than the line with the brace.

        for h in seen.hosts {        # error
          print(h.address)

        for h in seen.hosts {
          print(h.address)
        }
    """)

  /// S0208
  public static let bracketUnclosed = DiagnosticCode(
    208, .error, "a `(` or `[` that is never closed", in: .file,
    """
    Within round and square brackets line ends do not count, so that a missing bracket is noticed only where \
    something follows that cannot belong to the values in it.

        print([1, 2, 3].sum()        # error
        print(n)

        print([1, 2, 3].sum())
    """)

  /// S0209
  public static let strayBracket = DiagnosticCode(
    209, .error, "a closing bracket too many", in: .file,
    """
    Nothing is open that the bracket could close: either it is one too many, or its partner was deleted.

        print(xs.sum()))             # error
        print(xs.sum())
    """)

  /// S0210
  public static let commaMissing = DiagnosticCode(
    210, .error, "a comma is missing between values",
    """
    Values in brackets are separated by commas, also across lines.

        print([80 443])              # error
        print([80, 443])
        print([
          "/",
          "/login",
        ])
    """)

  /// S0211
  public static let nestingTooDeep = DiagnosticCode(
    211, .error, "nested more than 200 levels deep", in: .file,
    """
    Brackets, blocks, lambdas and prefix operators may lie in each other 200 levels deep. Give an inner part a name.

        let inner = (n + 1) * 2
        let outer = inner * 3
    """)

  /// S0212
  public static let chainTooLong = DiagnosticCode(
    212, .error, "an expression with more than 1000 parts in a row",
    """
    Chains of operators, calls and fields are bounded so that no script can exhaust the stack. Many values are \
    better kept in a list.

        targets known = read_lines("hosts.txt")
    """)

  /// S0213
  public static let lineBeginsWithOperator = DiagnosticCode(
    213, .error, "a line that begins with an operator", in: .file,
    """
    A line end ends a statement. To go on with it on the next line put the operator at the end of the first, or the \
    whole in parentheses. Only `.` and `?.` may begin a line.

        let fits = n > 1
          and n < 9                  # error

        let fits = n > 1 and
          n < 9
    """)

  /// S0214
  public static let blockWithoutHeader = DiagnosticCode(
    214, .error, "a block that belongs to nothing",
    """
    Braces at the start of a statement would be a block without a header; a map there is written in parentheses.

        {                            # error
          print("a block")
        }

        if true {
          print("a block")
        }
    """)

  /// S0215
  public static let unknownStatement = DiagnosticCode(
    215, .error, "no statement begins like this",
    """
    A name at the start of a line is a variable or a function. Calls have parentheses, and the words of statements \
    are spelled as in the reference.

        print "done"                 # error
        print("done")
    """)
}
