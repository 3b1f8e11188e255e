// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Where a run may send at all: the operator's word, from outside the script (language.md §8).
///
/// `deny` beats `allow`. Multicast and broadcast addresses count as allowed only where `allow` names nothing but such
/// addresses: `0.0.0.0/0` does not reach 224.0.0.1, `224.0.0.1` does. `allow ::/0` opens no IPv4 address by the mapped
/// ones within it; `deny ::/0` closes them too, because what is denied is denied in every form.
public struct Scope: Sendable {
  /// Addresses that may be probed.
  public let allow: TargetSet
  /// Addresses that must not, whatever `allow` says.
  public let deny: TargetSet
  /// What reports call this scope.
  public let name: String
  /// Reference to the permission, as the operator wrote it.
  public let ticket: String?
  /// Digest of the scope file, as its reader computed it.
  public let hash: String?
  /// The days on which it holds.
  public let validity: ClosedRange<CalendarDate>?
  /// Names of the permitted techniques; all when absent.
  public let techniques: [String]?
  /// Ceiling on packets.
  public let rate: Rate?
  /// Ceiling on packets to one address.
  public let ratePerHost: Rate?

  /// What `allow` opens and what `deny` closes, in canonical form.
  let reachable: TargetSet
  let denied: ClosedAddresses

  /// Makes a scope from its parts.
  public init(
    allow: TargetSet, deny: TargetSet = TargetSet(), name: String, ticket: String? = nil, hash: String? = nil,
    validity: ClosedRange<CalendarDate>? = nil, techniques: [String]? = nil, rate: Rate? = nil,
    ratePerHost: Rate? = nil
  ) {
    self.allow = allow
    self.deny = deny
    self.name = name
    self.ticket = ticket
    self.hash = hash
    self.validity = validity
    self.techniques = techniques
    self.rate = rate
    self.ratePerHost = ratePerHost
    let allowed = CanonicalRanges.opened(allow)
    let named = TargetSet(ranges: allowed.ranges.filter { TargetSet($0).isSubset(of: SpecialAddresses.all) })
    reachable = allowed.subtracting(SpecialAddresses.all).union(named)
    denied = ClosedAddresses(deny)
  }

  /// Whether `address` may be probed; its canonical form decides, a numeric zone under its interface's name.
  public func permits(_ address: Address) -> Bool { permits(judged: address.judged) }

  /// Whether an address in the form of `Address.judged` may be probed.
  func permits(judged address: Address) -> Bool {
    reachable.contains(address) && !denied.contains(address)
  }

  /// Whether a technique may be used, as far as the scope says which.
  public func permits(_ technique: Technique) -> Bool { techniques?.contains(technique.name) ?? true }

  /// The lowest address of `set` that may not be probed, `nil` when all may; nothing is materialised.
  public func firstOutside(_ set: TargetSet) -> Address? {
    let canonical = CanonicalRanges.canonical(set)
    let outside = [canonical.subtracting(reachable).ranges.first?.first, denied.first(in: canonical)]
    return outside.compactMap { $0 }.min()
  }

  /// The addresses of `set`, in canonical form, that may not be probed.
  public func outside(_ set: TargetSet) -> TargetSet {
    let canonical = CanonicalRanges.canonical(set)
    return canonical.subtracting(reachable).union(denied.closed(of: canonical))
  }
}
