// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanRuntime

/// Quantiles of how many answers are hidden.
struct HiddenAnswersTests {
  @Test("a known rate: quantiles of Poisson, from tables") func poisson() {
    #expect(HiddenAnswers(expected: 10, variance: 10, bound: 1_000).interval == (4, 17))
    #expect(HiddenAnswers(expected: 1, variance: 1, bound: 1_000).interval == (0, 3))
    #expect(HiddenAnswers(expected: 0.02, variance: 0.02, bound: 1_000).interval == (0, 0))
  }

  @Test("an uncertain rate: negative binomial, size 1 is geometric") func geometric() {
    // P(up to k) = 1 - (9/10)^(k + 1): above 0.025 at 0, at least 0.975 from 35 on.
    #expect(HiddenAnswers(expected: 9, variance: 90, bound: 1_000).interval == (0, 35))
  }

  @Test("no more than were silent, no jump where the normal distribution takes over") func ends() {
    #expect(HiddenAnswers(expected: 10, variance: 10, bound: 12).interval == (4, 12))
    let below = HiddenAnswers(expected: 99_999, variance: 400_000, bound: 1_000_000).interval
    let above = HiddenAnswers(expected: 100_001, variance: 400_000, bound: 1_000_000).interval
    #expect(abs(above.least - below.least) < 10 && abs(above.most - below.most) < 10)
  }

  @Test("parts add up; what was not measured may be nothing or all") func sums() {
    var sum = HiddenAnswers(expected: 4, variance: 4, bound: 100)
    sum.add(HiddenAnswers(expected: 6, variance: 6, bound: 100))
    #expect(sum.interval == (4, 17))
    sum.add(HiddenAnswers(unmeasured: 50))
    #expect(sum.interval == (4, 67))
    #expect(HiddenAnswers(unmeasured: 50).interval == (0, 50))
    #expect(HiddenAnswers().interval == (0, 0))
  }
}
