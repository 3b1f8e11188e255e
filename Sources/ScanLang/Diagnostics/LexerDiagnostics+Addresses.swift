// SPDX-License-Identifier: GPL-3.0-or-later

/// S011x: addresses, networks and address ranges.
extension DiagnosticCode {
  static let addressRows: [DiagnosticCode] = [
    malformedIPv4, malformedIPv6, hostBitsSet, badPrefix, badZone, badAddressRange, octetList, gluedText,
  ]

  /// S0110
  public static let malformedIPv4 = DiagnosticCode(
    110, .error, "not an IPv4 address",
    """
    An IPv4 address has four decimal parts from 0 to 255, without leading zeros, which other programs read as octal:

        scan 192.0.2 ports 22          # error: a part is missing
        scan 192.0.2.010 ports 22      # error: 10 or 8?
        scan 192.0.2.1 ports 22
    """)

  /// S0111
  public static let malformedIPv6 = DiagnosticCode(
    111, .error, "not an IPv6 address",
    """
    An IPv6 address has eight groups of up to four hexadecimal digits; `::` stands once for groups of zeros, and \
    the last two groups may be an IPv4 address (RFC 4291, section 2.2):

        print(2001:db8:1)        # error: three groups
        print(2001:db8::1, ::ffff:192.0.2.1, fe80::1%eth0)
    """)

  /// S0112
  public static let hostBitsSet = DiagnosticCode(
    112, .error, "a network whose host part is not zero",
    """
    A network names all addresses that begin with its prefix, so that the rest is zero. With more than zeros there \
    it is not clear whether the network or one address in it is meant, which for a scan makes all the difference:

        scan 10.20.0.5/24 ports 22      # error
        scan 10.20.0.0/24 ports 22      # all 256 addresses
        scan 10.20.0.5 ports 22         # this address only
    """)

  /// S0113
  public static let badPrefix = DiagnosticCode(
    113, .error, "not a prefix length",
    """
    Behind the slash stands how many leading bits are fixed: 0 to 32 for IPv4, 0 to 128 for IPv6. Netmasks are \
    written as their length:

        scan 10.0.0.0/255.255.255.0 ports 22      # error
        scan 10.0.0.0/24 ports 22
    """)

  /// S0114
  public static let badZone = DiagnosticCode(
    114, .error, "a zone where none can be",
    """
    The zone behind `%` names the interface of an IPv6 address that is unique only on one link. It is not empty, \
    and IPv4 addresses have none:

        print(10.0.0.1%eth0)      # error
        print(fe80::1%eth0)
    """)

  /// S0115
  public static let badAddressRange = DiagnosticCode(
    115, .error, "not a range of addresses",
    """
    A range goes from a smaller address to a larger one of the same family. The short form replaces the last part \
    of an IPv4 address; IPv6 ranges have both ends in full:

        scan 10.0.0.50-10.0.0.10 ports 22      # error
        scan 10.0.0.10-10.0.0.50 ports 22
        scan 10.0.0.10-50 ports 22             # the same, shorter
        scan 2001:db8::1-2001:db8::ff ports 22
    """)

  /// S0116
  public static let octetList = DiagnosticCode(
    116, .error, "a range within an address",
    """
    Ranges in parts other than the last are target syntax of nmap. Such targets are written as text, which is \
    read the way nmap does:

        scan 10.0.0-3.1-254 ports 22        # error
        scan "10.0.0-3.1-254" ports 22
    """)

  /// S0117
  public static let gluedText = DiagnosticCode(
    117, .error, "something sticks to a literal",
    """
    A literal ends where a blank, a bracket, a comma or an operator stands. What follows directly makes it \
    something that does not exist:

        scan 192.0.2.1ports 22       # error
        scan 192.0.2.1 ports 22
    """)
}
