// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import NetworkTypes

/// Where and when a packet arrived, and its header.
struct Arrival {
  var header: InternetHeader
  /// The kernel's number of the interface.
  var interface: UInt32
  var moment: MonotonicTime
}

/// Receiving: what the ring holds, handed on by what it is.
extension RawLoop {
  /// Reads what has arrived; true when there may be more.
  func receive() -> Bool {
    var packet = cnet_received()
    for _ in 0..<Self.packetsPerTurn {
      guard ring.next(&packet) else { return false }
      guard let base = packet.bytes, packet.is_vlan == 0 else { continue }
      let bytes = PacketBytes(UnsafeRawBufferPointer(start: base, count: Int(packet.count)))
      if isCapturing { (arrived, isTaken) = (packet, false) }
      if isTracing, cnet_sender_of(&packet).kind == CookedHeader.outgoing {
        traceOwn(bytes)
        continue
      }
      take(bytes, packet)
      if isTracing, !isTaken { traceStranger(bytes) }
    }
    return true
  }

  private func take(_ bytes: PacketBytes, _ packet: cnet_received) {
    let moment = clock.moment(packet.nanoseconds)
    if UInt64(packet.protocol) == EthernetKind.arp {
      guard let (address, hardware) = NeighbourMessage.reply(bytes) else { return }
      return neighbourAnswered(NextHop(interface: packet.interface, address: address), hardware, at: moment)
    }
    let isTrusted = packet.checksum_open != 0 || packet.checksum_good != 0
    guard let received = ReceivedPacket(bytes, isTrusted: isTrusted) else { return }
    take(received, Arrival(header: received.header, interface: packet.interface, moment: moment))
  }

  private func take(_ packet: ReceivedPacket, _ arrival: Arrival) {
    switch packet.body {
    case .segment(let segment): take(segment, options: packet.rest, arrival)
    case .datagram(let source, let target, let length):
      takeDatagram(from: source, to: target, length, packet.rest, arrival)
    case .icmp(.error(let kind, let reason, let quoted)): take(kind, reason, quoted, arrival)
    case .icmp(.echoReply(let identifier, _)): takeEcho(identifier, packet.rest, arrival)
    case .icmp(.neighbourAdvertisement(let target, let hardware)):
      if let hardware, packet.header.ttl == 255 {
        neighbourAnswered(NextHop(interface: arrival.interface, address: target), hardware, at: arrival.moment)
      }
    }
  }
}
