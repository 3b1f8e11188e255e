// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

extension TCPFlags {
  /// Why a port has its state when a segment with these flags answers.
  var answerReason: Reason {
    if contains(.rst) { return .reset }
    if contains(.syn) { return contains(.ack) ? .synAck : .splitHandshakeSyn }
    return .tcpResponse
  }
}
