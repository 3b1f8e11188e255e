// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanRuntime

/// What became of a value that is looked at again.
struct WatchedFactsTests {
  private let before = WatchedFacts(["10.0.0.5": "up", "10.0.0.5 22/tcp": "open", "10.0.0.5 80/tcp": "closed"])

  @Test func nothing() {
    #expect(before.changes(since: before) == [])
  }

  @Test func newGoneAndOther() {
    let after = WatchedFacts(["10.0.0.5": "up", "10.0.0.5 80/tcp": "open", "10.0.0.6": "up"])
    #expect(
      after.changes(since: before) == ["- 10.0.0.5 22/tcp: open", "  10.0.0.5 80/tcp: closed → open", "+ 10.0.0.6: up"])
  }

  @Test func plainValuesHaveNoName() {
    #expect(WatchedFacts(["": "3"]).changes(since: WatchedFacts(["": "2"])) == ["  2 → 3"])
    #expect(WatchedFacts(["\"a\"": ""]).changes(since: WatchedFacts([:])) == ["+ \"a\""])
  }
}
