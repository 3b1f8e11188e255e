// SPDX-License-Identifier: GPL-3.0-or-later

extension TargetSet {
  /// The most ranges that one text may come to; `*.*.*.1` would be 16 million.
  public static let nmapRangeLimit = 1 << 20

  /// Reads one target as nmap takes it, without names: an address; an IPv4 address whose parts are lists of
  /// numbers and ranges (`10.0.0-3.1-254`, `10.0.0.1,5`, `10.0.*.-`, an open end reaching to 0 or 255); or either of
  /// them, or an IPv6 address, with `/bits` behind, where the bits that do not count may be anything.
  ///
  /// Nil for anything else, and for more than `nmapRangeLimit` ranges.
  public static func parseNmap(_ text: some StringProtocol) -> TargetSet? {
    let text = Substring(text)
    if let address = Address(text) { return TargetSet(address) }
    if let (address, prefix) = Network.split(text), let network = Network.containing(address, prefix: prefix) {
      return TargetSet(network)
    }
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let host = parts.first, var octets = OctetPattern(host) else { return nil }
    if parts.count > 1 {
      var cursor = TextCursor(parts[1])
      guard let prefix = cursor.decimal(limit: 32), cursor.isAtEnd else { return nil }
      octets.widen(toPrefix: Int(prefix))
    }
    return octets.ranges(limit: nmapRangeLimit).map { TargetSet(ranges: $0) }
  }
}
