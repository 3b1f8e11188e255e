// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import Engines

/// Options as they come from the wire, from well-formed to hostile.
struct OptionReadingTests {
  private func read(_ bytes: [UInt8]) -> TCPOptions {
    var reading = OptionReading()
    return bytes.withUnsafeBytes { reading.options(of: PacketBytes($0)) }
  }

  @Test func realStacks() {
    // Linux 6: mss 1460, sackOK, TS, nop, wscale 7.
    let linux = read([2, 4, 5, 0xb4, 4, 2, 8, 10, 1, 2, 3, 4, 5, 6, 7, 8, 1, 3, 3, 7])
    #expect(linux.names == ["mss", "sackOK", "TS", "nop", "wscale"] && linux.mss == 1460)
    // macOS: mss, nop, wscale, nop, nop, TS, sackOK, and padding behind the end.
    let mac = read([2, 4, 5, 0xb4, 1, 3, 3, 6, 1, 1, 8, 10, 0, 0, 0, 1, 0, 0, 0, 2, 4, 2, 0, 0])
    #expect(mac.names == ["mss", "nop", "wscale", "nop", "nop", "TS", "sackOK", "eol"])
    #expect(read([]) == .none)
  }

  @Test func whatCannotBeReadEndsTheList() {
    #expect(read([1, 2]).names == ["nop"])
    #expect(read([1, 2, 0]).names == ["nop"])
    #expect(read([1, 2, 1, 5]).names == ["nop"])
    #expect(read([1, 2, 5, 5, 0xb4, 0]).names == ["nop", "mss"] && read([1, 2, 5, 5, 0xb4, 0]).mss == nil)
    #expect(read([1, 8, 10, 0, 0]).names == ["nop"])
    #expect(read([2, 3, 9, 2, 4, 5, 0xb4]).mss == 1460)
  }

  @Test func anyBytesAtAll() {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ in UInt8.random(in: 0...12, using: &generator)
      }
      let options = read(bytes)
      #expect(TCPOptions(names: options.names, mss: options.mss) == options)
    }
  }

  @Test func repeatedAnswersAreOne() {
    var reading = OptionReading()
    let offers: [[UInt8]] = [[2, 4, 5, 0xb4], [2, 4, 5, 0xb4], [2, 4, 5, 0xa0], [2, 4, 5, 0xb4]]
    let found = offers.map { bytes in bytes.withUnsafeBytes { reading.options(of: PacketBytes($0)) } }
    #expect(found.map(\.mss) == [1460, 1460, 1440, 1460] && found[0] == found[3])
  }
}
