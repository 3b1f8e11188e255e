// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Reads the options of TCP segments (RFC 9293 §3.1). One answer is mostly like the one before it, which spares the
/// look into the table that all threads share.
struct OptionReading {
  private var last = TCPOptions.Content()
  private var lastOptions = TCPOptions.none

  /// The options in the bytes between header and payload.
  mutating func options(of bytes: PacketBytes) -> TCPOptions {
    if bytes.count == 0 { return .none }
    let content = TCPOptions.Content(bytes)
    if content != last { (last, lastOptions) = (content, TCPOptions(content)) }
    return lastOptions
  }
}

extension TCPOptions.Content {
  private enum Kind {
    static let end: UInt8 = 0
    static let padding: UInt8 = 1
  }

  /// What the bytes of a header say, up to where they say nothing that can be read.
  init(_ bytes: PacketBytes) {
    self.init()
    var place = 0
    while let kind = bytes.byte(place) {
      switch kind {
      case Kind.end:
        append(kind)
        return
      case Kind.padding:
        append(kind)
        place += 1
      default:
        guard let length = bytes.byte(place + 1), length >= 2, place + Int(length) <= bytes.count else { return }
        append(kind, mss: length == 4 ? bytes.word(place + 2) : nil)
        place += Int(length)
      }
    }
  }
}

extension TCPOptions {
  /// What a Linux host with Ethernet's packet size answers to a SYN that offers a segment size and nothing else.
  static func offer(_ family: Address.Family) -> TCPOptions {
    var content = Content()
    content.append(mssKind, mss: ProbeTemplate.segmentSize(family))
    return TCPOptions(content)
  }
}
