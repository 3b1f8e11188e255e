// SPDX-License-Identifier: GPL-3.0-or-later

/// What a plan knows of a value before the run.
enum PlanValue {
  /// The value itself: nothing that it depends on comes from the network or the clock.
  case known(Value)
  /// Known only in the run, but perhaps not without bounds.
  case unknown(Extent)

  /// The value, if it is known.
  var value: Value? {
    if case .known(let value) = self { return value }
    return nil
  }

  /// How large it can be.
  var extent: Extent {
    switch self {
    case .known(let value): .list(most: value.asList.map { UInt64($0.items.count) })
    case .unknown(let extent): extent
    }
  }
}

/// How much there can be of something that only the run will know.
enum Extent: Hashable {
  /// Nothing is known.
  case anything
  /// A list of at most so many items; `nil` for no bound.
  case list(most: UInt64?)
  /// The results of a scan.
  case results(ScanExtent)
  /// One host of a scan.
  case host(ScanExtent)

  /// The most items that a loop over it can meet.
  var mostItems: UInt64? {
    if case .list(let most) = self { return most }
    return nil
  }
}

/// How much a scan can find.
struct ScanExtent: Hashable {
  /// Targets.
  var hosts: UInt64?
  /// (target, port) pairs.
  var pairs: UInt64?
  /// Ports of one target.
  var portsOfHost: UInt64?
}
