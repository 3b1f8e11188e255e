// SPDX-License-Identifier: GPL-3.0-or-later

/// S07xx: what can be wrong with an operator's scope file, and with sets given on the command line.
extension DiagnosticCode {
  /// Every row on scope files.
  public static let scopeFileRows: [DiagnosticCode] = [
    scopeFileForm, scopeNotLiteral, scopeEntryTwice, scopeWithoutAllow, scopeDatesReversed,
  ]

  /// S0701
  public static let scopeFileForm = DiagnosticCode(
    701, .error, "not a scope file",
    """
    A scope file holds one scope with a name and nothing else, so that what it permits can be read at a glance:

        scope "acme-2026-q3" {
          allow 203.0.113.0/24
        }
    """)

  /// S0702
  public static let scopeNotLiteral = DiagnosticCode(
    702, .error, "a scope is made of literals", in: .scopeFile,
    """
    Addresses, networks, ranges and nmap's target syntax in quotes are what they say, today and tomorrow. Host names \
    and computed sets are not: who answers for a name decides what it permits.

        allow 203.0.113.0/24, 198.51.100.10-50, "192.0.2.1-3"
    """)

  /// S0703
  public static let scopeEntryTwice = DiagnosticCode(
    703, .error, "an entry of a scope is given twice", in: .scopeFile,
    """
    Only `allow` and `deny` may stand several times. Of two rates, periods or tickets one would be ignored.

        rate 500/s, 50/s per host
    """)

  /// S0704
  public static let scopeWithoutAllow = DiagnosticCode(
    704, .error, "a scope that permits nothing",
    """
    `allow` names what may be touched; `deny` only takes away from it.

        scope "lab" { allow 192.0.2.0/24;  deny 192.0.2.1 }
    """)

  /// S0705
  public static let scopeDatesReversed = DiagnosticCode(
    705, .error, "a period that ends before it begins", in: .scopeFile,
    """
    Both days belong to the period, in UTC:

        valid 2026-07-01 until 2026-09-30
    """)
}
