// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanRuntime

@Suite("Bounds of counts")
struct CountBoundsTests {
  @Test("sums and products keep the true number between least and most")
  func arithmetic() {
    let left = CountBounds(least: 2, most: 5)
    let right = CountBounds(least: 3, most: 4)
    #expect(left + right == CountBounds(least: 5, most: 9))
    #expect(left * right == CountBounds(least: 6, most: 20))
    #expect(left.joined(CountBounds(exactly: 9)) == CountBounds(least: 2, most: 9))
    #expect(left.orNothing == CountBounds(least: 0, most: 5))
  }

  @Test("nothing times no bound is nothing; anything else has none")
  func unbounded() {
    #expect(CountBounds.zero * .any == .zero)
    #expect(CountBounds.one * .any == .any)
    #expect((CountBounds.one + .any) == CountBounds(least: 1, most: nil))
    #expect(CountBounds.any.joined(.one).most == nil)
  }

  @Test("beyond 64 bits there is no most, and the least stays a least")
  func overflow() {
    let large = CountBounds(exactly: .max)
    #expect((large + .one).most == nil)
    #expect((large + .one).least == .max)
    #expect((large * CountBounds(exactly: 2)).most == nil)
  }

  @Test("a limit holds both down")
  func limits() {
    #expect(CountBounds(least: 10, most: nil).capped(at: 7) == CountBounds(exactly: 7))
    #expect(CountBounds(least: 3, most: 9).capped(at: 7) == CountBounds(least: 3, most: 7))
    #expect(CountBounds(least: 3, most: 9).capped(at: nil) == CountBounds(least: 3, most: 9))
  }
}
