// SPDX-License-Identifier: GPL-3.0-or-later

/// What earlier arms of a `match` take, as far as literals say: later arms for the same can never be reached.
struct SeenPatterns {
  private var texts: [String: SourceSpan] = [:]
  private var sets: [Expression] = []

  /// The earlier pattern that takes all that a constant one would; afterwards that one is known too.
  mutating func taking(_ value: Expression, _ text: String) -> SourceSpan? {
    if let first = texts[text] { return first }
    if let first = sets.first(where: { Self.holds($0, value) }) { return first.span }
    texts[text] = value.span
    switch value.kind {
    case .range, .network, .addressRange: sets.append(value)
    default: break
    }
    return nil
  }

  private static func holds(_ set: Expression, _ value: Expression) -> Bool {
    switch (set.kind, value.kind) {
    case (.range(let low, let high, nil), .int(let number)): low <= number && number <= high
    case (.network(let network), .address(let address)): network.contains(address)
    case (.addressRange(let range), .address(let address)): range.contains(address)
    default: false
    }
  }
}
