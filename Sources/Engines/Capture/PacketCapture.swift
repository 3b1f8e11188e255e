// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import Synchronization

/// What a scan sent and received by packets of our own, as a pcapng file that grows while the scan goes on.
///
/// The raw engine's thread writes, whoever saves the packets reads; a window of 1 MiB is all that is held in memory. What
/// was received is kept when it proves that it answers a probe of the scan, a second answer too.
public final class PacketCapture: Sendable {
  /// What was seen.
  public struct Account: Sendable {
    /// Packets that left.
    public var sent: UInt64 = 0
    /// Answers that arrived.
    public var received: UInt64 = 0
    /// Answers beyond four for each packet that left: who repeats itself does not fill the disk.
    public var omitted: UInt64 = 0
    /// The errno of a write that failed, after which nothing was kept; 0 without one.
    public var failure: Int32 = 0
  }

  fileprivate struct Interface {
    var place: UInt32
    /// The header of what this machine sends there, but for its protocol.
    var sender: cnet_link_sender
  }

  fileprivate struct State: ~Copyable {
    var file: SpoolFile
    var window = CaptureWindow()
    var interfaces: [UInt32: Interface] = [:]
    var account = Account()
  }

  /// The filter of the receive ring lets through so many bytes of a packet, and no probe is longer.
  static let longestPacket = 4096
  private let state: Mutex<State>

  /// Begins a capture in a file that is taken over: empty, to be read and written, without a name. `program` is named in it.
  public init(file: Int32, program: String) {
    var spool = SpoolFile(Descriptor(owning: file))
    spool.append(PcapngBlock.section(by: program))
    state = Mutex(State(file: spool))
  }

  /// What was seen so far.
  public var account: Account {
    state.withLock { state in
      var account = state.account
      account.failure = state.file.failure
      return account
    }
  }

  /// Writes the file as it is now to `target`; 0 or the errno.
  public func copy(to target: Int32) -> Int32 {
    state.withLock { state in
      state.file.append(state.window.take(all: true))
      return state.file.copy(to: target)
    }
  }

  /// Keeps a packet that left through an interface at `time`, nanoseconds since 1970.
  func sent(_ bytes: UnsafeRawBufferPointer, protocol: UInt16, interface: UInt32, at time: UInt64) {
    state.withLock { state in
      state.account.sent += 1
      let known = state.interface(interface)
      state.add(
        bytes, CookedHeader.bytes(known.sender, protocol: `protocol`), known.place, time, .outbound,
        length: bytes.count)
    }
  }

  /// Keeps a packet of the receive ring.
  func received(_ packet: cnet_received) {
    state.withLock { state in
      guard state.account.received < 4 * state.account.sent else { return state.account.omitted += 1 }
      state.account.received += 1
      let known = state.interface(packet.interface)
      let sender = withUnsafePointer(to: packet) { cnet_sender_of($0) }
      state.add(
        UnsafeRawBufferPointer(start: packet.bytes, count: Int(packet.count)),
        CookedHeader.bytes(sender, protocol: packet.protocol), known.place, packet.nanoseconds, .inbound,
        length: Int(packet.length))
    }
  }
}

extension PacketCapture.State {
  /// The interface under its place in the file; a new one is described there before its first packet.
  fileprivate mutating func interface(_ index: UInt32) -> PacketCapture.Interface {
    if let known = interfaces[index] { return known }
    let found = PacketCapture.Interface(
      place: UInt32(truncatingIfNeeded: interfaces.count), sender: CookedHeader.sender(on: index))
    interfaces[index] = found
    file.append(
      PcapngBlock.interface(
        linkType: CookedHeader.linkType, snapLength: UInt32(CookedHeader.length + PacketCapture.longestPacket),
        name: InterfaceZone.name(of: index)))
    return found
  }

  fileprivate mutating func add(
    _ bytes: UnsafeRawBufferPointer, _ header: [UInt8], _ interface: UInt32, _ time: UInt64,
    _ direction: PcapngBlock.Direction, length: Int
  ) {
    window.add(time: time) { block in
      PcapngBlock.append(
        to: &block, interface: interface, time: time, direction: direction, length: header.count + length,
        header: header, payload: bytes)
    }
    if window.isFull { file.append(window.take()) }
  }
}
