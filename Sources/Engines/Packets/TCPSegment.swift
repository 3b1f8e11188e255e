// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// What the header of a TCP segment says (RFC 9293 §3.1).
struct TCPSegment: Hashable, Sendable {
  /// Port of the sender.
  var sourcePort: UInt16
  /// Port of the receiver.
  var targetPort: UInt16
  /// Sequence number.
  var sequence: UInt32
  /// Acknowledgment number; means something only with the flag ACK.
  var acknowledgment: UInt32
  /// Control bits.
  var flags: TCPFlags
  /// Window, not scaled.
  var window: UInt16
  /// Bytes of payload.
  var length: Int
  /// Options, as they stand in the header.
  var options: Range<Int>

  /// Reads the segment that `bytes` hold, of which `stated` were sent; nil when the header is cut off or impossible.
  init?(_ bytes: PacketBytes, stated: Int) {
    guard let sourcePort = bytes.word(0), let targetPort = bytes.word(2), let sequence = bytes.long(4),
      let acknowledgment = bytes.long(8), let offset = bytes.byte(12), let flags = bytes.byte(13),
      let window = bytes.word(14)
    else { return nil }
    let header = Int(offset >> 4) * 4
    guard header >= 20, header <= stated, header <= bytes.count else { return nil }
    (self.sourcePort, self.targetPort, self.sequence) = (sourcePort, targetPort, sequence)
    (self.acknowledgment, self.flags, self.window) = (acknowledgment, TCPFlags(rawValue: flags), window)
    length = stated - header
    options = 20..<header
  }
}
