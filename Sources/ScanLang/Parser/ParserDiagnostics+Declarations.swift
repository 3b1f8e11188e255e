// SPDX-License-Identifier: GPL-3.0-or-later

/// S0271 to S0279: declarations.
extension DiagnosticCode {
  static let declarationRows: [DiagnosticCode] = [
    assignMissing, typeMissing, parametersMissing, textMissing, textComputed, editionMissing, editionLate,
    loopNames,
  ]

  /// S0271
  public static let assignMissing = DiagnosticCode(
    271, .error, "the `=` of a declaration is missing",
    """
    A declaration is a name, `=` and a value.

        let pace 2k/s                # error

        let pace = 2k/s
    """)

  /// S0272
  public static let typeMissing = DiagnosticCode(
    272, .error, "a type is missing",
    """
    A parameter of a playbook has a type behind a colon; functions may state the types of parameters and result.

        param pace = 2k/s            # error

        param pace: rate = 2k/s
    """)

  /// S0273
  public static let parametersMissing = DiagnosticCode(
    273, .error, "a function without a parameter list",
    """
    A function has parentheses behind its name, also without parameters.

        fn hello {                   # error
          print("hello")
        }

        fn hello() {
          print("hello")
        }
    """)

  /// S0274
  public static let textMissing = DiagnosticCode(
    274, .error, "a text is missing",
    """
    Imports, choices and titles of tests are texts in quotes.

        import services              # error

        import "std/services"
    """)

  /// S0275
  public static let textComputed = DiagnosticCode(
    275, .error, "a computed text where a fixed one belongs",
    """
    Paths of imports and choices of parameters are read before the script runs, and hold no `\\(…)`.

        let name = "firewall"
        import "lib/\\(name).scan" as lib     # error
        import "lib/firewall.scan" as fw
    """)

  /// S0276
  public static let editionMissing = DiagnosticCode(
    276, .error, "`edition` without a number",
    """
    The edition of the language is a number.

        edition one                  # error

        edition 1
    """)

  /// S0277
  public static let editionLate = DiagnosticCode(
    277, .error, "`edition` behind other statements",
    """
    The edition decides how the rest is read, so it comes first.

        print("hello")
        edition 1                    # error

        edition 1
        print("hello")
    """)

  /// S0278
  public static let loopNames = DiagnosticCode(
    278, .error, "a loop with more than two names", in: .file,
    """
    `for` gives each item one name, or the keys and values of a map two.

        for place, name, value in counts { print(name) }     # error
        for name, value in counts { print(name, value) }
    """)
}
