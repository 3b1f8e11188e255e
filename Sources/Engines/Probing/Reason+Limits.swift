// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

extension Reason {
  /// Whether it is an ICMP error, of which whoever sends them sends only so many a second (RFC 1812, section 4.3.2.8; RFC
  /// 4443, section 2.4 f): that one did not come tells nothing of the path.
  var isLimitedBySender: Bool {
    switch self {
    case .netUnreach, .hostUnreach, .protoUnreach, .portUnreach, .destUnreach, .netProhibited, .hostProhibited,
      .adminProhibited, .timeExceeded, .noRoute, .beyondScope, .rejectRoute, .paramProblem, .sourceQuench:
      true
    default: false
    }
  }
}
