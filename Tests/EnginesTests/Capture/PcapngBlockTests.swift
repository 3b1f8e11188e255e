// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import Testing

@testable import Engines

/// Blocks of pcapng, byte for byte as draft-ietf-opsawg-pcapng draws them.
struct PcapngBlockTests {
  @Test func section() {
    #expect(
      PcapngBlock.section(by: "scan") == [
        0x0A, 0x0D, 0x0D, 0x0A, 40, 0, 0, 0, 0x4D, 0x3C, 0x2B, 0x1A, 1, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255,
        4, 0, 4, 0, 0x73, 0x63, 0x61, 0x6e, 0, 0, 0, 0, 40, 0, 0, 0,
      ])
  }

  @Test func interface() {
    #expect(
      PcapngBlock.interface(linkType: 113, snapLength: 4112, name: "veth0") == [
        1, 0, 0, 0, 44, 0, 0, 0, 113, 0, 0, 0, 16, 16, 0, 0, 2, 0, 5, 0, 0x76, 0x65, 0x74, 0x68, 0x30, 0, 0, 0, 9, 0, 1,
        0, 9, 0, 0, 0, 0, 0, 0, 0, 44, 0, 0, 0,
      ])
  }

  @Test func packet() {
    var bytes: [UInt8] = [7]
    ([0xaa, 0xbb, 0xcc] as [UInt8]).withUnsafeBytes { payload in
      PcapngBlock.append(
        to: &bytes, interface: 2, time: 0x0102_0304_0506_0708, direction: .inbound, length: 9, header: [1, 2],
        payload: payload)
    }
    #expect(
      bytes == [7] + [
        6, 0, 0, 0, 52, 0, 0, 0, 2, 0, 0, 0, 4, 3, 2, 1, 8, 7, 6, 5, 5, 0, 0, 0, 9, 0, 0, 0, 1, 2, 0xaa, 0xbb, 0xcc, 0,
        0,
        0, 2, 0, 4, 0, 1, 0, 0, 0, 0, 0, 0, 0, 52, 0, 0, 0,
      ])
  }

  @Test func cookedHeader() {
    var sender = cnet_link_sender()
    (sender.kind, sender.hardware, sender.length) = (4, 1, 6)
    sender.address = (2, 3, 4, 5, 6, 7, 0, 0)
    #expect(CookedHeader.bytes(sender, protocol: 0x0800) == [0, 4, 0, 1, 0, 6, 2, 3, 4, 5, 6, 7, 0, 0, 8, 0])
    #expect(CookedHeader.bytes(sender, protocol: 0x86dd).count == CookedHeader.length)
  }
}
