// SPDX-License-Identifier: GPL-3.0-or-later
import CNet

/// Received packets in memory that is shared with the kernel (`TPACKET_V3`): reading one costs no system call.
///
/// Receives from all links. The kernel lets through only what may answer a probe to our source ports.
struct ReceiveRing: ~Copyable {
  private var ring = cnet_ring()
  private let descriptor: Descriptor
  /// The ports that are let through: the first, and how many.
  private var admitted: (first: UInt16, count: UInt16)
  private var hasOwnResets = false
  /// 8 MiB hold about 60,000 short packets: what arrives while this thread is kept from running for a tenth of a second.
  private static let blockSize: UInt32 = 256 << 10
  private static let blocks: UInt32 = 32

  /// Begins to receive on a socket of `RawSockets.link`.
  init(_ socket: consuming Descriptor, ports: borrowing SourcePorts) throws(EngineError) {
    let number = socket.number
    var made = cnet_ring()
    let (first, count) = (ports.first, UInt16(ports.count))
    let result = SystemCall.retrying { cnet_ring_open(number, &made, Self.blockSize, Self.blocks, first, count) }
    guard result >= 0 else { throw .system(call: "packet ring", code: -result) }
    ring = made
    descriptor = socket
    admitted = (first, count)
  }

  deinit {
    var ring = ring
    cnet_ring_close(&ring)
  }

  /// Lets packets to any port through, for scans that fix a port of their own; what is no answer is sorted out later.
  mutating func admitAllPorts() throws(EngineError) {
    try SystemCall.run("packet filter") { cnet_ring_admit(descriptor.number, 1, .max) }
    admitted = (1, .max)
    if hasOwnResets { admitOwnResets(true) }
  }

  /// Lets the resets through that this machine's kernel sends from the ports, as packets that leave; or no more. Where the
  /// system does not do that, they are not seen.
  mutating func admitOwnResets(_ isWanted: Bool) {
    hasOwnResets = isWanted
    _ = cnet_ring_admit_own_resets(descriptor.number, admitted.first, admitted.count, isWanted ? 1 : 0)
  }

  /// The number to watch for reading.
  var number: Int32 { descriptor.number }

  /// The next packet; its bytes are good until the next call.
  @inline(__always)
  mutating func next(_ packet: inout cnet_received) -> Bool { cnet_ring_next(&ring, &packet) != 0 }

  /// Packets that were lost since the last call because nobody had read the ring.
  borrowing func takeDrops() -> UInt64 { UInt64(max(0, cnet_ring_drops(descriptor.number))) }
}
