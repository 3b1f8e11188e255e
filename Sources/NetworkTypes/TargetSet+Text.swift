// SPDX-License-Identifier: GPL-3.0-or-later

extension TargetSet: CustomStringConvertible, LosslessStringConvertible {
  /// The ranges joined by commas, each as address, network or range of addresses; the empty set is `targets()`.
  public var description: String {
    if isEmpty { return "targets()" }
    return ranges.map { range in
      if range.first == range.last { return "\(range.first)" }
      return range.network.map { "\($0)" } ?? "\(range)"
    }.joined(separator: ", ")
  }

  /// Reads a comma list of addresses, networks and ranges, blanks around the commas allowed; nil when an item is none
  /// of these.
  public init?(_ text: some StringProtocol) {
    if text == "targets()" {
      self.init()
      return
    }
    var ranges: [AddressRange] = []
    for item in text.split(separator: ",", omittingEmptySubsequences: false) {
      let trimmed = item.trimmingBlanks
      guard let range = Network(trimmed)?.range ?? AddressRange(trimmed) else { return nil }
      ranges.append(range)
    }
    self.init(ranges: ranges)
  }
}
