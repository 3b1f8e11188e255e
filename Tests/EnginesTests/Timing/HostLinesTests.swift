// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import Engines

/// Lines of probes that wait for their host.
struct HostLinesTests {
  private let host = Address(v4: 1)
  private let other = Address(v4: 2)

  /// Joins a line, and says whether the probe leads it.
  private func join(_ lines: inout HostLines, _ position: UInt64, _ host: Address) -> Bool {
    lines.join(.init(position: position, tries: 1), host)
  }

  private func drained(_ lines: inout HostLines, _ host: Address) -> [UInt64] {
    var positions: [UInt64] = []
    while let next = lines.next(host) { positions.append(next.position) }
    return positions
  }

  @Test func firstOfEachLineLeadsAndTheOthersFollowInOrder() {
    var lines = HostLines()
    let leading = [join(&lines, 0, host), join(&lines, 100, other)]
    #expect(leading == [true, true])
    let following = (UInt64(1)...10_000).map { join(&lines, $0, host) }
    #expect(!following.contains(true))
    #expect(lines.count == 10_000)
    let order = drained(&lines, host)
    #expect(order == Array(1...10_000))
    #expect(lines.count == 0)
    // The line is gone: whoever comes next leads again. The other one is as it was.
    let again = [join(&lines, 5, host), join(&lines, 101, other)]
    #expect(again == [true, false])
  }

  @Test func whoJoinsMeanwhileComesLast() {
    var lines = HostLines()
    _ = join(&lines, 0, host)
    _ = join(&lines, 1, host)
    let second = lines.next(host)?.position
    #expect(second == 1)
    // The second leads now: a third waits behind it.
    let third = join(&lines, 2, host)
    #expect(!third)
    let rest = drained(&lines, host)
    #expect(rest == [2])
  }
}
