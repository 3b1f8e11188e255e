// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import Engines

struct NeighbourMessageTests {
  private let own = HardwareAddress(value: 0x0200_5e10_0001)

  private func written(_ body: (UnsafeMutableRawPointer) -> Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 128) { buffer, count in count = buffer.baseAddress.map { body($0) } ?? 0 }
  }

  @Test func requestAndItsReply() throws {
    var bytes = written { NeighbourMessage.writeRequest(for: 0xc000_0209, from: 0xc000_0201, hardware: own, to: $0) }
    #expect(bytes.count == 28)
    #expect(bytes.withUnsafeBytes { NeighbourMessage.reply(PacketBytes($0)) } == nil)
    // The station answers: operation 2, its own addresses first.
    bytes.replaceSubrange(7..<18, with: [2, 2, 0, 0x5e, 0x10, 0, 2, 192, 0, 2, 9])
    let reply = try #require(bytes.withUnsafeBytes { NeighbourMessage.reply(PacketBytes($0)) })
    #expect(reply.address == Address("192.0.2.9"))
    #expect(reply.hardware == HardwareAddress(value: 0x0200_5e10_0002))
    // Nobody's frames go to everybody.
    bytes.replaceSubrange(8..<14, with: Array(repeating: 0xff, count: 6))
    #expect(bytes.withUnsafeBytes { NeighbourMessage.reply(PacketBytes($0)) } == nil)
  }

  @Test func solicitationGoesToItsGroup() throws {
    let target = try #require(Address("2001:db8::12:3456"))
    let source = try #require(Address("2001:db8::1"))
    #expect(NeighbourMessage.solicitedNode(of: target) == Address("ff02::1:ff12:3456"))
    #expect(
      NeighbourMessage.hardware(ofMulticast: NeighbourMessage.solicitedNode(of: target))
        == HardwareAddress(value: 0x3333_ff12_3456))
    var bytes = written { NeighbourMessage.writeSolicitation(for: target, from: source, hardware: own, to: $0) }
    #expect(bytes.count == 72)
    var sum = InternetChecksum.pseudoHeader(
      source: source, target: NeighbourMessage.solicitedNode(of: target), next: 58, length: 32)
    bytes[40...].withUnsafeBytes { sum.add($0) }
    #expect(sum.isWhole)
    // The station answers with an advertisement that names its address as option 2.
    bytes[40] = 136
    bytes[64] = 2
    let found = bytes.withUnsafeBytes { ReceivedPacket(PacketBytes($0), isTrusted: true)?.body }
    guard case .icmp(.neighbourAdvertisement(let address, let hardware))? = found else {
      Issue.record("no advertisement")
      return
    }
    #expect((address, hardware) == (target, own))
  }
}
