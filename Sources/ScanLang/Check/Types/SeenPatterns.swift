// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// What earlier arms of a `match` take, as far as literals say: later arms for the same can never be reached.
struct SeenPatterns {
  private var texts: [String: SourceSpan] = [:]
  /// The sets so far, in the order in which they stand.
  private var sets: [SourceSpan] = []
  /// Which of them takes a number, and an address of each family.
  private var numbers = FirstTakers<TransportProtocol>()
  private var addresses: [Address.Family: FirstTakers<Zone>] = [:]

  /// The earlier pattern that takes all that a constant one would; afterwards that one is known too. `text` is all of
  /// what stands for it.
  mutating func taking(_ value: Expression, _ text: String) -> SourceSpan? {
    if let first = texts[text] { return first }
    if let set = set(holding: value) { return sets[set] }
    texts[text] = value.span
    note(value)
    return nil
  }

  private func set(holding value: Expression) -> Int? {
    switch value.kind {
    case .int(let number): numbers.first(holding: Self.place(number), in: nil)
    case .address(let address): addresses[address.family]?.first(holding: address.value, in: address.zone.plane)
    default: nil
    }
  }

  private mutating func note(_ value: Expression) {
    switch value.kind {
    case .range(let low, let high, nil) where low <= high:
      numbers.take(Self.place(low)...Self.place(high), in: nil, for: sets.count)
    case .network(let network): note(network.range)
    case .addressRange(let range): note(range)
    default: return
    }
    sets.append(value.span)
  }

  private mutating func note(_ range: AddressRange) {
    addresses[range.first.family, default: FirstTakers()].take(
      range.first.value...range.last.value, in: range.first.zone.plane, for: sets.count)
  }

  /// A number in a row that begins at nothing.
  private static func place(_ number: Int64) -> UInt128 { UInt128(Int128(number) - Int128(Int64.min)) }
}

extension Zone {
  fileprivate var plane: Zone? { isNone ? nil : self }
}
