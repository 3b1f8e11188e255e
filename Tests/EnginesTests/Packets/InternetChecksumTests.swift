// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import Engines

struct InternetChecksumTests {
  private func sum(_ bytes: [UInt8]) -> InternetChecksum {
    var sum = InternetChecksum()
    bytes.withUnsafeBytes { sum.add($0) }
    return sum
  }

  /// The example of RFC 1071 §3.
  @Test func exampleOfTheStandard() {
    #expect(sum([0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7]).value == ~0xddf2)
  }

  @Test func oddByteIsTheUpperHalf() {
    #expect(sum([0x12, 0x34, 0x56]).value == sum([0x12, 0x34, 0x56, 0x00]).value)
  }

  @Test func wordsCountAsTheirBytes() {
    var words = InternetChecksum()
    words.add(UInt16(0x1234))
    words.add(UInt32(0x5678_9abc))
    words.add(UInt64(0xdef0_1122_3344_5566))
    let bytes: [UInt8] = [0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc, 0xde, 0xf0, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66]
    #expect(words.value == sum(bytes).value)
  }

  @Test func addressesCountAsTheirBytes() throws {
    for text in ["192.0.2.7", "2001:db8::7:8"] {
      let address = try #require(Address(text))
      var words = InternetChecksum()
      words.add(address)
      #expect(words.value == sum(address.bytes).value, "\(text)")
    }
  }
}
