// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import Engines

/// Packets that are read late come out in the order of their times.
struct CaptureWindowTests {
  /// Blocks of eight bytes that are their own times.
  private func times(_ bytes: [UInt8]) -> [UInt8] { stride(from: 0, to: bytes.count, by: 8).map { bytes[$0] } }

  @Test func lateOnesFindTheirPlace() {
    var window = CaptureWindow(capacity: 64)
    var written: [UInt8] = []
    for time in [10, 11, 5, 12, 13, 14, 9, 20, 21, 15, 22, 23, 24, 19, 25, 26] as [UInt8] {
      window.add(time: UInt64(time)) { $0 += Array(repeating: time, count: 8) }
      if window.isFull { written += window.take() }
    }
    written += window.take(all: true)
    #expect(times(written) == [5, 9, 10, 11, 12, 13, 14, 15, 19, 20, 21, 22, 23, 24, 25, 26])
    #expect(window.take(all: true).isEmpty)
  }

  @Test func equalTimesKeepTheirOrder() {
    var window = CaptureWindow(capacity: 1)
    for number in 1...9 as ClosedRange<UInt8> { window.add(time: 7) { $0 += Array(repeating: number, count: 8) } }
    #expect(times(window.take()) == [1, 2, 3, 4])
    #expect(times(window.take(all: true)) == [5, 6, 7, 8, 9])
  }

  @Test func nothingIsLost() {
    var generator = SeededGenerator(seed: 3)
    var window = CaptureWindow(capacity: 1000)
    var written = 0
    for place in 0..<5000 {
      let length = Int.random(in: 1...90, using: &generator)
      window.add(time: UInt64(place) &+ UInt64.random(in: 0...20, using: &generator)) {
        $0 += Array(repeating: 1, count: length)
      }
      written -= length
      if window.isFull { written += window.take().count }
    }
    #expect(written + window.take(all: true).count == 0)
  }
}
