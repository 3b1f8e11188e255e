// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import ScanLang

@Suite struct FirstTakersTests {
  /// Ranges taken in order, asked of one by one.
  private struct Plain {
    var taken: [(range: ClosedRange<UInt128>, plane: Int?)] = []

    func first(meeting range: ClosedRange<UInt128>, in plane: Int?) -> Int? {
      taken.firstIndex {
        $0.range.overlaps(range) && (plane == nil || $0.plane == nil || plane == $0.plane)
      }
    }

    func first(holding number: UInt128, in plane: Int?) -> Int? {
      taken.firstIndex { $0.range.contains(number) && ($0.plane == nil || plane == $0.plane) }
    }
  }

  @Test("the first owner is found as by asking each of them", arguments: 0..<20)
  func likePlain(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var (plain, takers) = (Plain(), FirstTakers<Int>())
    for owner in 0..<120 {
      // Small numbers overlap often; some ranges touch the ends of what there is.
      let low = UInt128(Int.random(in: 0...200, using: &random))
      let range =
        owner % 17 == 0 ? (UInt128.max - low)...UInt128.max : low...(low + UInt128.random(in: 0...9, using: &random))
      let plane = [nil, nil, 1, 2].randomElement(using: &random) ?? nil
      #expect(takers.first(meeting: range, in: plane) == plain.first(meeting: range, in: plane))
      #expect(
        takers.first(holding: range.lowerBound, in: plane) == plain.first(holding: range.lowerBound, in: plane))
      takers.take(range, in: plane, for: owner)
      plain.taken.append((range, plane))
    }
  }

  @Test("a piece of code reaches what those reach that it uses")
  func callGraph() {
    // 0 → 1 → 2, 3 → 3, 4 → 2 and 5, 5 alone.
    let graph = CallGraph(uses: [[1], [2, 2], [], [3], [2, 5], []])
    #expect(graph.reaching([2]) == [true, true, true, false, true, false])
    #expect(graph.origins(of: [5, 1]) == [1, 1, nil, nil, 5, 5])
    #expect(graph.reaching([Int]()) == [false, false, false, false, false, false])
  }
}
