// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// Sets made of values whose size nobody knows: a step for each part, and no more parts than a set may have, so that
/// limits and interrupts reach it.
extension Frame {
  /// The targets that a value converts to; `nil` where it is none.
  func targets(_ value: Value, _ node: Int32) throws(Trap) -> TargetsObject? {
    var left = SizeLimits.setParts
    return try Conversion.targets(value) { parts throws(Trap) in try count(parts, &left, node) }
  }

  /// The ports that a value converts to; `nil` where it is none.
  func ports(_ value: Value, _ node: Int32) throws(Trap) -> PortSet? {
    var left = SizeLimits.setParts
    return try Conversion.ports(value) { parts throws(Trap) in try count(parts, &left, node) }
  }

  /// Counts parts of a set that is being made; they are sorted at a stroke, so there is a most of them.
  func count(_ parts: Int, _ left: inout Int, _ node: Int32) throws(Trap) {
    // Reading an address takes as long as some fifty other steps.
    try charge(1 + parts << 4, node)
    left -= parts
    if left < 0 {
      throw trap(.collectionLimit, node, "what a set is made of may hold at most \(SizeLimits.setParts) items")
    }
  }

  /// Whether a value may stand where a type is declared; what converts implicitly to targets or ports does.
  func fits(_ value: Value, _ type: ValueType, _ node: Int32) throws(Trap) -> Bool {
    switch type {
    case .unknown: return true
    case .optional(let inner): return value.isNone ? true : try fits(value, inner, node)
    case .targets: return try targets(value, node) != nil
    case .ports: return try ports(value, node) != nil
    case .float: return value.asDouble != nil
    case .addressRange: return value.asAddressRange != nil || value.asTargets != nil
    case .list(.unknown): return value.asList != nil
    case .list(let element):
      guard let list = value.asList else { return false }
      for item in list.items {
        try tick(node)
        guard try fits(item, element, node) else { return false }
      }
      return true
    case .function: return value.asClosure != nil
    default: return value.valueType == type
    }
  }
}
