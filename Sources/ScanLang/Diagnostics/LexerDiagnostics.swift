// SPDX-License-Identifier: GPL-3.0-or-later

/// S01xx: what can be wrong with the text itself. Addresses, numbers, texts and habits have files of their own.
extension DiagnosticCode {
  /// Every row that the lexer reports.
  public static let lexerRows: [DiagnosticCode] =
    characterRows + addressRows + numberRows + textRows + habitRows

  private static let characterRows: [DiagnosticCode] = [
    sourceTooLarge, invalidUTF8, controlCharacter, strayCarriageReturn, unexpectedCharacter, hiddenCharacter,
    lookAlikeCharacter, nonASCIIName,
  ]

  /// S0101
  public static let sourceTooLarge = DiagnosticCode(
    101, .error, "the source is larger than 1 MiB",
    """
    A playbook may have up to 1 MiB (1048576 bytes). Long lists of targets are better kept in a file of their own:

        targets known = read_lines("known-hosts.txt")
    """)

  /// S0102
  public static let invalidUTF8 = DiagnosticCode(
    102, .error, "bytes that are not UTF-8", in: .technique,
    """
    Sources are UTF-8. Bytes that are not usually come from an editor that saves as Latin-1 or Windows-1252: save \
    the file as UTF-8. To send such bytes write them in a bytes literal:

        payload b"\\xff\\xfe"
    """)

  /// S0103
  public static let controlCharacter = DiagnosticCode(
    103, .error, "a control character in the source",
    """
    Besides tab and line end a source holds no control characters: they cannot be seen and may steer a terminal. \
    In texts and bytes they are written as escapes:

        let bell = "\\x07"
    """)

  /// S0104
  public static let strayCarriageReturn = DiagnosticCode(
    104, .error, "a carriage return that ends no line",
    """
    Lines end with a line feed, or with carriage return and line feed. A carriage return alone is shown as a line \
    end by some editors and not by others, so that code could hide behind a comment. Convert the file's line ends; \
    in a text write the escape:

        let text = "one\\rtwo"
    """)

  /// S0105
  public static let unexpectedCharacter = DiagnosticCode(
    105, .error, "a character that begins nothing",
    """
    Names, numbers, texts, brackets and operators are all there is. Other characters stand only in texts and \
    comments:

        print(\u{20AC}5)        # error
        print("\u{20AC}5")      # in a text every character is fine
    """)

  /// S0106
  public static let hiddenCharacter = DiagnosticCode(
    106, .error, "an invisible character or one that turns the direction of text",
    """
    Characters that are not seen, or that change the order in which text is shown, can make a playbook read other \
    than it runs. They are not allowed anywhere in a source, comments included; in a text write the escape:

        let mark = "\\u{202e}"
    """)

  /// S0107
  public static let lookAlikeCharacter = DiagnosticCode(
    107, .error, "a typographic character in place of a plain one",
    """
    Word processors and web pages turn quotes, dashes and blanks into finer ones. The language knows the plain \
    ones alone:

        ports api = 8000\u{2013}8100      # error: a long dash
        print(\u{201C}hello\u{201D})             # error: curved quotes

        ports api = 8000-8100
        print("hello")
    """)

  /// S0108
  public static let nonASCIIName = DiagnosticCode(
    108, .error, "a name with letters beyond A to Z",
    """
    Names consist of the letters A to Z, digits and `_`, so that two names which look the same are the same. Texts \
    may hold any letters:

        let z\u{FC}rich = targets("z\u{FC}rich.example.org")      # error
        let zurich = targets("z\u{FC}rich.example.org")
    """)
}
