// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import NetworkTypes

/// An ICMP error that the kernel matched to a socket and kept in its error queue.
struct QueuedError: Hashable, Sendable {
  /// ICMP type.
  let type: UInt8
  /// ICMP code.
  let code: UInt8
  /// Whether it is ICMPv6.
  let isV6: Bool
  /// Who sent it, as far as the kernel says.
  let offender: Address?

  /// The kind and reason that port scanning reads from it; `nil` for messages that say nothing about a port.
  var meaning: (kind: UnreachableKind, reason: Reason)? {
    isV6 ? UnreachableKind.icmp6(type: type, code: code) : UnreachableKind.icmp4(type: type, code: code)
  }

  /// Empties the error queue of socket `number` and returns the first ICMP error that means something.
  static func drain(_ number: Int32) -> QueuedError? {
    var found: QueuedError?
    var entry = cnet_queued_error()
    while SystemCall.retrying({ cnet_take_queued_error(number, &entry) }) == 1 {
      guard let error = QueuedError(entry) else { continue }
      if found?.meaning == nil { found = error }
    }
    return found
  }

  init(type: UInt8, code: UInt8, isV6: Bool, offender: Address?) {
    self.type = type
    self.code = code
    self.isV6 = isV6
    self.offender = offender
  }

  private init?(_ entry: cnet_queued_error) {
    let origin = Int(entry.origin)
    guard origin == CNET_ORIGIN_ICMP || origin == CNET_ORIGIN_ICMP6 else { return nil }
    self.init(
      type: entry.type, code: entry.code, isV6: origin == CNET_ORIGIN_ICMP6,
      offender: Endpoint(entry.offender).address)
  }
}
