// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import ScanRuntime

@Suite("What is counted of each host")
struct HostTalliesTests {
  private let first = Address(v4: 0xC000_0202)
  private let second = Address(v4: 0xC000_0201)

  @Test("changes reach the host that they are meant for, whichever was changed last")
  func changes() {
    var tallies = HostTallies()
    for (host, state) in [(first, PortState.open), (first, .closed), (second, .open), (first, .open), (second, .open)] {
      tallies.change(host) { $0.count(state, .synAck) }
    }
    #expect(tallies.count == 2)
    #expect(tallies[first]?.counts == [PortState.open.rawValue: 2, PortState.closed.rawValue: 1])
    #expect(tallies[second]?.counts == [PortState.open.rawValue: 2])
    #expect(tallies[Address(v4: 1)] == nil)
    #expect(tallies.keys == [first, second])
  }

  @Test("the order by address knows of hosts that came after it was asked for")
  func order() {
    var tallies = HostTallies()
    tallies.change(first) { $0.count(.open, nil) }
    #expect(tallies.byAddress { host, _ in host } == [first])
    tallies.change(second) { $0.count(.open, nil) }
    #expect(tallies.byAddress { host, _ in host } == [second, first])
  }

  @Test("the commonest reason comes first, of equals the first of the table")
  func reasons() {
    var tally = HostTally()
    for (reason, ports) in [(Reason.adminProhibited, 2), (.noResponse, 1), (.reset, 5), (.portUnreach, 2)] {
      tally.count(reason == .reset ? .closed : .filtered, reason, ports: UInt64(ports))
    }
    tally.count(.filtered, .noResponse)
    #expect(tally.reasons(of: .filtered).map(\.reason) == [.noResponse, .portUnreach, .adminProhibited])
    #expect(tally.commonestReason(of: .closed) == .reset)
    #expect(tally.commonestReason(of: .open) == nil)
    #expect(tally.count(.filtered) == 6)
    #expect(tally.decided == 11)
  }
}
