// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import Engines

/// The end of a scan that two engines shared.
struct DividedScanTests {
  private func end(_ cause: EngineEnd.Cause, undecided: UInt64 = 1) -> EngineEnd {
    EngineEnd(cause: cause, undecided: undecided)
  }

  @Test func bothFailuresAreTold() {
    let (raw, connect) = (EngineError.system(call: "packet ring", code: 12), EngineError.outOfDescriptors)
    let whole = end(.failed(raw)).joined(with: end(.failed(connect), undecided: 2))
    #expect(whole.cause == .failed(raw))
    #expect(whole.furtherFailures == [connect])
    #expect(whole.undecided == 3)
    #expect(end(.failed(raw)).joined(with: end(.failed(raw))).furtherFailures.isEmpty)
  }

  @Test(arguments: [EngineEnd.Cause.completed, .stopped, .deadline, .packetLimit])
  func failureSaysMoreThanEverythingElse(_ other: EngineEnd.Cause) {
    let failed = EngineEnd.Cause.failed(.outOfDescriptors)
    #expect(end(other).joined(with: end(failed)).cause == failed)
    #expect(end(failed).joined(with: end(other)).cause == failed)
    #expect(end(.completed).joined(with: end(other)).cause == other)
  }
}
