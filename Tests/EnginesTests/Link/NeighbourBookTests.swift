// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import Engines

/// Who waits for a station, and who is believed to be one.
struct NeighbourBookTests {
  private let hop = NextHop(interface: 999_999, address: Address(v4: 0xc000_0209))
  private let hardware = HardwareAddress(value: 0x0200_5e10_0001)

  private func probe(_ serial: UInt64, run: UInt64 = 1) -> WaitingProbe {
    WaitingProbe(run: run, attempt: AttemptID(slot: UInt32(serial % 100)), serial: serial)
  }

  @Test func stationThatNeverAnswersCostsNoMoreThanIsOnItsWay() throws {
    var book = try NeighbourBook()
    book.asked(hop, now: MonotonicTime(nanoseconds: 1))
    // A hundred at a time, a hundred thousand in all.
    for serial: UInt64 in 1...100_000 {
      book.wait(probe(serial), for: hop) { $0.serial + 100 > serial }
    }
    #expect(book.waitingCount < 400)
    let released = book.answered(hop, hardware).map(\.serial)
    #expect(released.suffix(100) == Array(99_901...100_000))
    #expect(book.waitingCount == 0)
  }

  @Test func endedScanLeaves() throws {
    var book = try NeighbourBook()
    book.asked(hop, now: MonotonicTime(nanoseconds: 1))
    for serial: UInt64 in 1...10 { book.wait(probe(serial, run: serial % 2), for: hop) { _ in true } }
    book.forget(run: 1)
    #expect(book.answered(hop, hardware).map(\.serial) == [2, 4, 6, 8, 10])
  }

  @Test func onlyStationsThatWereAskedAreBelieved() throws {
    var book = try NeighbourBook()
    #expect(book.answered(hop, hardware).isEmpty)
    #expect(book.entry(of: hop) == nil)
  }

  /// A million stations of a link, none of which exists, asked at 100,000 a second, each waited for a second.
  @Test func networkOfNobodyIsForgotten() throws {
    var book = try NeighbourBook()
    let known = book.count
    let hardware = HardwareAddress(value: 0x0200_5e10_0001)
    book.asked(hop, now: MonotonicTime(nanoseconds: 0))
    _ = book.answered(hop, hardware)
    var most = 0
    for number: UInt64 in 0..<2_000_000 {
      let station = NextHop(interface: 999_999, address: Address(v4: 0x0a00_0000 + UInt32(number)))
      book.wait(probe(number), for: station) { $0.serial + 100_000 > number }
      book.asked(station, now: MonotonicTime(nanoseconds: number * 10_000))
      most = max(most, book.count)
      if number == 500_000 { #expect(book.waitingCount < 300_000) }
    }
    // Ten seconds are a million questions.
    #expect(most < 2_000_000 + known && book.count < 2_000_000)
    #expect(book.waitingCount < 300_000)
    // Who has answered stays.
    guard case .known(hardware)? = book.entry(of: hop) else {
      Issue.record("a station that answered is forgotten")
      return
    }
  }
}
