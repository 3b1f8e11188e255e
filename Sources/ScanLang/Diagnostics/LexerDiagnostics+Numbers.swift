// SPDX-License-Identifier: GPL-3.0-or-later

/// S0120 to S0137: numbers with and without units, ranges, ports, dates, and operators that touch their operands.
extension DiagnosticCode {
  static let numberRows: [DiagnosticCode] = [
    tightOperator, rangeChain, fallingRange, rangeEndForm, numberTooLarge, leadingZero, badDigits, unknownUnit,
    durationParts, notWhole, portTooLarge, unknownProtocol, badRateUnit, badDate, malformedFloat, openRange,
  ]

  /// S0120
  public static let tightOperator = DiagnosticCode(
    120, .error, "an operator without blanks around it", in: .file,
    """
    `-`, `/` and `%` also stand inside literals (1-1024, 443/tcp, 99%), so as operators they need a blank on both \
    sides. Without, it could be either, and the language does not guess:

        print(n-1)             # error: not said whether it subtracts
        print(n - 1)           # subtraction
        print(range(1, n))     # a range between names
    """)

  /// S0121
  public static let rangeChain = DiagnosticCode(
    121, .error, "more than two numbers joined by `-`",
    """
    A range has two ends, and a date is written with four, two and two digits:

        ports odd = 1-2-3          # error
        let day = 2026-1-5         # error

        ports odd = 1-2, 3
        let day = 2026-01-05
        let difference = 9 - 2 - 3
    """)

  /// S0122
  public static let fallingRange = DiagnosticCode(
    122, .error, "a range whose end lies before its start",
    """
    `10-3` is read as a range, and a range rises. For a difference put blanks around the `-`:

        print(10-3)        # error
        print(3-10)        # a range
        print(10 - 3)      # seven
    """)

  /// S0123
  public static let rangeEndForm = DiagnosticCode(
    123, .error, "an end of a range that is not a plain decimal number", in: .file,
    """
    The ends of a range literal are plain whole numbers. For anything else there is `range(a, b)`:

        print(1-10k)                      # error
        print(1-10000, range(1, n))
    """)

  /// S0124
  public static let numberTooLarge = DiagnosticCode(
    124, .error, "a number that does not fit",
    """
    Whole numbers, durations in microseconds, sizes in bytes and counts of rates have 64 bits with sign: they reach \
    9223372036854775807. Floating-point numbers reach about 1.8e308.

        let many = 10_000_000_000_000_000_000      # error
        let most = 9_000_000_000_000_000_000       # fits
        let more = 1e19                            # as a float
    """)

  /// S0125
  public static let leadingZero = DiagnosticCode(
    125, .error, "a number that begins with 0",
    """
    Other languages read a leading zero as octal, so it is not allowed here. Other bases have their own mark:

        print(080)                    # error
        print(80, 0x1f, 0b101)
    """)

  /// S0126
  public static let badDigits = DiagnosticCode(
    126, .error, "digits that make no number",
    """
    `_` separates two digits and stands nowhere else; behind `0x` stand hexadecimal digits, behind `0b` only 0 and 1:

        print(1__000, 2)              # error
        print(0b102)                  # error
        print(1_000, 0xff_ff, 0b1010)
    """)

  /// S0127
  public static let unknownUnit = DiagnosticCode(
    127, .error, "a unit that does not exist",
    """
    Units are: us ms s m h d w for time, B KB MB GB KiB MiB GiB for sizes, k and M for thousands and \
    millions, % for shares, and /s /m /h for rates:

        sleep(5min)                   # error
        print(512mb, 10)              # error
        print(10K/s)                  # error
        print(5m, 512MiB, 10k/s)
    """)

  /// S0128
  public static let durationParts = DiagnosticCode(
    128, .error, "parts of a duration that do not fit together",
    """
    The parts of a duration fall from large to small, each unit once and each with its unit; only the last may \
    have a fraction:

        sleep(30m1h)      # error
        sleep(1m30)       # error
        sleep(1h30m)
    """)

  /// S0129
  public static let notWhole = DiagnosticCode(
    129, .error, "an amount that does not come out whole",
    """
    Durations count whole microseconds, sizes whole bytes, and `k` and `M` stand behind whole numbers:

        sleep(1.5us)      # error
        print(1.5k)       # error
        print(1500us, 1_500, 1500/s)
    """)

  /// S0130
  public static let portTooLarge = DiagnosticCode(
    130, .error, "a port beyond 65535",
    """
    Port numbers have 16 bits: they go from 0 to 65535.

        ports voip = 60000-70000/udp      # error
        ports media = 60000-65535/udp
    """)

  /// S0131
  public static let unknownProtocol = DiagnosticCode(
    131, .error, "a protocol that ports are not pinned to",
    """
    A port is pinned with `/tcp` or `/udp`, in small letters:

        ports web = 443/TCP         # error
        ports sip = 5060/sctp       # error
        ports all = 443/tcp, 53/udp, 60000-61000/udp
    """)

  /// S0132
  public static let badRateUnit = DiagnosticCode(
    132, .error, "a rate per something that does not exist",
    """
    A rate counts per second, minute or hour:

        print(5k/sec)      # error
        print(100/s, 10/m, 2/h, 5k/s)
    """)

  /// S0133
  public static let badDate = DiagnosticCode(
    133, .error, "a date that does not exist",
    """
    A date has four digits for the year, two for the month and two for the day, and must be in the calendar. Dates \
    are days in UTC, without a time:

        print(2026-02-30)      # error
        print(2026-12-31)
    """)

  /// S0134
  public static let malformedFloat = DiagnosticCode(
    134, .error, "a number with a point that is none",
    """
    A digit stands on both sides of the point, and an exponent has digits:

        print(.5)              # error
        print(0.5, 2.0, 1e-3)
    """)

  /// S0135
  public static let openRange = DiagnosticCode(
    135, .error, "a range with only one end",
    """
    Both ends of a range are written out:

        scan 10.0.0.1 ports 1000- using connect      # error
        scan 10.0.0.1 ports 1000-65535 using connect
    """)
}
