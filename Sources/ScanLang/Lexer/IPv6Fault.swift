// SPDX-License-Identifier: GPL-3.0-or-later

/// Says what keeps a text from being an IPv6 address (RFC 4291, section 2.2).
enum IPv6Fault {
  /// A few words for under the text.
  static func reason(_ text: String) -> String {
    let address = text.prefix { $0 != "%" }
    let groups = address.split(separator: ":", omittingEmptySubsequences: false)
    if address.contains(":::") { return "more than two colons in a row" }
    if doubleColons(address) > 1 { return "`::` may stand only once" }
    for group in groups where !group.contains(".") && group.utf8.count > 4 {
      return "`\(group.prefix(20))` has more than four digits"
    }
    if let tail = groups.first(where: { $0.contains(".") }) {
      if tail.contains(":") || !isIPv4(tail) { return "`\(tail.prefix(40))` is not an IPv4 address" }
    }
    let count = groups.reduce(0) { $0 + ($1.isEmpty ? 0 : $1.contains(".") ? 2 : 1) }
    if doubleColons(address) == 0 { return "\(count) groups where eight are needed" }
    if count > 7 { return "nothing is left for `::` to stand for" }
    return "a single `:` at one end"
  }

  private static func doubleColons(_ text: Substring) -> Int {
    var count = 0
    var previous: Character = " "
    for character in text {
      if character == ":", previous == ":" {
        count += 1
        previous = " "
      } else {
        previous = character
      }
    }
    return count
  }

  private static func isIPv4(_ text: Substring) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        guard let value = UInt8(part) else { return false }
        return part == String(value)
      }
  }
}
