// SPDX-License-Identifier: GPL-3.0-or-later
import CNet

/// Packets that are about to leave, handed to the kernel many at a time.
///
/// One for each way out: frames of a link, IPv4 and IPv6 packets that the kernel routes. The socket belongs to somebody
/// else, who keeps it open.
struct PacketSender: ~Copyable {
  /// Which way out.
  enum Way {
    case frames
    case ipv4
    case ipv6

    fileprivate var number: Int32 {
      switch self {
      case .frames: Int32(CNET_RAW_LINK)
      case .ipv4: Int32(CNET_RAW_IPV4)
      case .ipv6: Int32(CNET_RAW_IPV6)
      }
    }
  }

  /// Most packets at a time.
  static let capacity = Int(CNET_SEND_BATCH)
  private static let room = 1600

  private let number: Int32
  private let way: Way
  private let memory = UnsafeMutableRawPointer.allocate(byteCount: capacity * room, alignment: 64)
  private let packets = UnsafeMutablePointer<cnet_packet>.allocate(capacity: capacity)
  /// How many wait.
  private(set) var count = 0

  /// Sends through a socket of the way.
  init(_ number: Int32, _ way: Way) {
    self.number = number
    self.way = way
    packets.initialize(repeating: cnet_packet(), count: Self.capacity)
  }

  deinit {
    memory.deallocate()
    packets.deallocate()
  }

  /// Whether no more fit.
  var isFull: Bool { count == Self.capacity }

  /// Where the next packet is to be written.
  var place: UnsafeMutableRawPointer { memory + count * Self.room }

  /// Adds the packet that was written at `place`.
  @inline(__always)
  mutating func add(bytes: Int, interface: UInt32, high: UInt64 = 0, low: UInt64 = 0) {
    packets[count] = cnet_packet(
      bytes: place, count: UInt32(truncatingIfNeeded: bytes), interface: interface, high: high, low: low)
    count += 1
  }

  /// A packet of those handed over last, until the next is written: its bytes and protocol (`EthernetKind`).
  func packet(_ place: Int) -> (bytes: UnsafeRawBufferPointer, protocol: UInt16) {
    let packet = packets[place]
    let kind: UInt64 =
      switch way {
      case .frames: packet.high
      case .ipv4: EthernetKind.ipv4
      case .ipv6: EthernetKind.ipv6
      }
    return (UnsafeRawBufferPointer(start: packet.bytes, count: Int(packet.count)), UInt16(truncatingIfNeeded: kind))
  }

  /// Hands all packets over. Where one does not leave, `failed` gets its place among them and the errno.
  mutating func flush(_ failed: (Int, Int32) -> Void) {
    var done = 0
    while done < count {
      let left = UInt32(count - done)
      let result = SystemCall.retrying { cnet_send_packets(number, way.number, packets + done, left) }
      if result > 0 {
        done += Int(result)
      } else {
        failed(done, -result)
        done += 1
      }
    }
    count = 0
  }
}
