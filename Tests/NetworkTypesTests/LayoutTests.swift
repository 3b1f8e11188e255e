// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

/// The types that are stored and copied per packet stay small and plain.
@Suite struct LayoutTests {
  private func expectPlain<T>(_ type: T.Type, atMost size: Int) {
    #expect(_isPOD(type), "\(type) is plain data")
    #expect(MemoryLayout<T>.stride <= size, "\(type) takes \(MemoryLayout<T>.stride) bytes")
  }

  @Test func hotTypesArePlainData() {
    expectPlain(Address.self, atMost: 24)
    expectPlain(Zone.self, atMost: 4)
    expectPlain(Port.self, atMost: 4)
    expectPlain(PortRange.self, atMost: 6)
    expectPlain(Network.self, atMost: 32)
    expectPlain(AddressRange.self, atMost: 48)
    expectPlain(TCPFlags.self, atMost: 1)
    expectPlain(TCPOptions.self, atMost: 2)
    expectPlain(PortState.self, atMost: 1)
    expectPlain(Reason.self, atMost: 1)
    expectPlain(UnreachableKind.self, atMost: 1)
    expectPlain(TransportProtocol.self, atMost: 1)
    expectPlain(Answer.self, atMost: 24)
    expectPlain(ScanDuration.self, atMost: 8)
    expectPlain(Instant.self, atMost: 8)
    expectPlain(CalendarDate.self, atMost: 4)
    expectPlain(ByteSize.self, atMost: 8)
    expectPlain(Rate.self, atMost: 16)
    expectPlain(Permutation.self, atMost: 40)
    expectPlain(SeededGenerator.self, atMost: 8)
  }
}
