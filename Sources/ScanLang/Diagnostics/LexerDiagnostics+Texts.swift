// SPDX-License-Identifier: GPL-3.0-or-later

/// S014x: texts and bytes.
extension DiagnosticCode {
  static let textRows: [DiagnosticCode] = [
    unterminatedText, unknownEscape, badCodeEscape, textOnQuoteLine, textIndentation,
  ]

  /// S0140
  public static let unterminatedText = DiagnosticCode(
    140, .error, "a text that does not end",
    """
    A text ends on its line, with the quotes it began with. Several lines stand between three quotes each:

        let help = "one line      # error

        let title = "one line"
        let help = \"""
          several
          lines
          \"""
    """)

  /// S0141
  public static let unknownEscape = DiagnosticCode(
    141, .error, "an escape that does not exist",
    """
    Behind a backslash stand n, r, t, 0, a backslash, a quote, xNN, u{...}, or an expression in parentheses (not in \
    bytes). Regular expressions are easier to write raw:

        print("SSH-2.0" ~ "^SSH-\\d")      # error
        print("SSH-2.0" ~ r"^SSH-\\d")
    """)

  /// S0142
  public static let badCodeEscape = DiagnosticCode(
    142, .error, "an escape with a code that is none",
    """
    `\\x` is followed by two hexadecimal digits, in texts up to 7F; `\\u{...}` holds one to six, for a Unicode \
    character. In bytes `\\x` reaches FF and makes one byte:

        print("\\xff")         # error: beyond 7F in a text
        print("\\u{1234567}")  # error
        print("\\x1b", "\\u{20ac}", b"\\xff")
    """)

  /// S0143
  public static let textOnQuoteLine = DiagnosticCode(
    143, .error, "text beside the quotes of several lines",
    """
    When a text has several lines, its first begins below the opening quotes, and the closing quotes stand on a \
    line of their own. Their indentation is removed from every line:

        let help = \"""first line      # error
          second line
          \"""

        let help = \"""
          first line
          second line
          \"""
    """)

  /// S0144
  public static let textIndentation = DiagnosticCode(
    144, .error, "a line of text that is indented less than its closing quotes",
    """
    The blanks before the closing quotes are removed from every line, so every line that is not empty must begin \
    with the same blanks:

        let help = \"""
          this line may be indented more
         this line is indented less      # error
          \"""

        let help = \"""
            this line may be indented more
          as may this one
          \"""
    """)
}
