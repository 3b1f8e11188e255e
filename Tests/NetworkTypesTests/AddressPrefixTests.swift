// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@Suite("Beginnings of addresses")
struct AddressPrefixTests {
  @Test(
    "a beginning is held against the text of an address",
    arguments: [
      "", "1", "10", "10.", "10.0", "10.0.", "10.0.7", "10.0.7.1", "10.0.7.12", "20", "2001:", "2001:DB8::", "fe",
      "10.0.7.1.", "10..", "300.", "x",
    ])
  func holds(_ typed: String) throws {
    for text in ["10.0.7.1", "10.0.7.12", "10.0.70.1", "100.0.7.1", "1.0.7.1", "200.1.1.1", "2001:db8::1", "fe80::1"] {
      let address = try #require(Address(text))
      #expect(AddressPrefix(typed).holds(address) == text.hasPrefix(typed.lowercased()), "\(typed) \(text)")
    }
  }
}
