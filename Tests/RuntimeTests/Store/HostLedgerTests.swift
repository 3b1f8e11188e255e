// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import ScanRuntime

/// What discovery remembers of each host.
struct HostLedgerTests {
  @Test func upOnceAndForAll() {
    var ledger = HostLedger()
    ledger.note(70_000, .hostUnreach, isTrusted: false)
    #expect(ledger.doubtful == 1 && ledger.reason(of: 70_000) == .hostUnreach && !ledger.isUp(70_000))
    let isNew = ledger.markUp(70_000, .echoReply)
    let isNewAgain = ledger.markUp(70_000, .synAck)
    #expect(isNew && !isNewAgain)
    ledger.note(70_000, .noResponse, isTrusted: false)
    #expect(ledger.up == 1 && ledger.doubtful == 0)
    #expect(ledger.isUp(70_000) && ledger.reason(of: 70_000) == .echoReply)
  }

  @Test func silenceKeepsWhatARouterSaid() {
    var ledger = HostLedger()
    ledger.note(3, .adminProhibited, isTrusted: true)
    ledger.note(3, .noResponse, isTrusted: true)
    ledger.note(3, .noResponse, isTrusted: false)
    ledger.note(3, .noResponse, isTrusted: false)
    #expect(ledger.reason(of: 3) == .adminProhibited && ledger.doubtful == 1)
    #expect(ledger.reason(of: 4) == .noResponse)
  }

  @Test func everyReasonFitsItsByte() {
    var ledger = HostLedger()
    for (place, reason) in Reason.allCases.enumerated() { _ = ledger.markUp(UInt64(place), reason) }
    for (place, reason) in Reason.allCases.enumerated() { #expect(ledger.reason(of: UInt64(place)) == reason) }
  }

  @Test func selectionInOrder() {
    var ledger = HostLedger()
    for place in [200_000, 5, 65_536, 65_535] as [UInt64] { _ = ledger.markUp(place, .reset) }
    let all = ledger.selection { _ in false }
    #expect((0..<all.count).map(all.place(of:)) == [5, 65_535, 65_536, 200_000])
    let some = ledger.selection { $0 == 65_536 }
    #expect((0..<some.count).map(some.place(of:)) == [5, 65_535, 200_000])
  }
}
