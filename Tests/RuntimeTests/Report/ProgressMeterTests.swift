// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanRuntime

@Suite("progress line")
struct ProgressMeterTests {
  private func figures(_ done: UInt64, _ total: UInt64, at elapsed: Int64, sent: UInt64? = nil) -> ProgressMeter.Figures
  {
    ProgressMeter.Figures(
      done: done, total: total, sent: sent ?? done, received: done / 2, retransmitted: 0, open: 3, elapsed: elapsed)
  }

  @Test("nothing in the first second")
  func patience() {
    var meter = ProgressMeter()
    #expect(meter.line(figures(1, 100, at: 999_999), width: 79) == nil)
    #expect(meter.line(figures(1, 100, at: 1_000_000), width: 79) != nil)
  }

  @Test("who asks is told at once, with the rate of the last two seconds")
  func latest() {
    var meter = ProgressMeter()
    #expect(meter.latest(width: 79) == nil)
    meter.remember(figures(100, 100_000, at: 200_000))
    #expect(meter.latest(width: 79)?.contains("  500/s  ") == true)
    for second: UInt64 in 1...8 {
      meter.remember(figures(100 + 1_000 * second, 100_000, at: Int64(second) * 1_000_000))
    }
    for second: UInt64 in 1...4 {
      meter.remember(figures(8_100 + 50 * second, 100_000, at: Int64(8 + second) * 1_000_000))
    }
    #expect(meter.latest(width: 79)?.contains("  50/s  ") == true)
  }

  @Test("share, present rate, answers, open, resends, time left")
  func line() {
    var meter = ProgressMeter()
    _ = meter.line(figures(1_000, 40_000, at: 1_000_000), width: 79)
    #expect(
      meter.line(figures(20_000, 40_000, at: 3_000_000), width: 79)
        == "50%  9500/s  10.0k answers  3 open  0% resent  ~3s left")
  }

  @Test("of a slow scan the first percent is told in hundredths, and the time left as soon as it can be")
  func slow() {
    var meter = ProgressMeter()
    #expect(meter.line(figures(29, 60_000, at: 2_900_000), width: 79) == "0.04%  10/s  14 answers  3 open  0% resent")
    #expect(
      meter.line(figures(40, 60_000, at: 4_000_000), width: 79)
        == "0.06%  10/s  20 answers  3 open  0% resent  ~1h40m left")
    #expect(meter.line(figures(600, 60_000, at: 60_000_000), width: 79)?.hasPrefix("1%  ") == true)
  }

  @Test(
    "a narrow terminal keeps the share, open ports and the time left longest",
    arguments: [
      (55, "50%  250/s  250 answers  3 open  0% resent  ~2s left"), (50, "50%  250/s  250 answers  3 open  ~2s left"),
      (36, "50%  250/s  3 open  ~2s left"), (24, "50%  3 open  ~2s left"), (20, "50%  3 open"), (6, "50%"), (2, "50"),
    ])
  func kept(width: Int, line: String) {
    var meter = ProgressMeter()
    #expect(meter.line(figures(500, 1_000, at: 2_000_000), width: width) == line)
  }

  @Test("figures that were only looked at make the present rate")
  func observed() {
    var meter = ProgressMeter()
    for second in Int64(1)...20 { meter.remember(figures(UInt64(second) * 10, 60_000, at: second * 1_000_000)) }
    #expect(meter.line(figures(400, 60_000, at: 21_000_000), width: 79)?.contains("  105/s  ") == true)
  }

  @Test("a rate that was lowered says so")
  func slowed() {
    var meter = ProgressMeter()
    var figures = figures(500, 1_000, at: 2_000_000)
    figures.isSlowed = true
    #expect(meter.line(figures, width: 79)?.contains("  250/s (slowed)  ") == true)
  }

  @Test("100 % only at the end, and no estimate there")
  func end() {
    var meter = ProgressMeter()
    #expect(meter.line(figures(9_999, 10_000, at: 2_000_000), width: 79)?.hasPrefix("99%") == true)
    let last = meter.line(figures(10_000, 10_000, at: 3_000_000), width: 79)
    #expect(last?.hasPrefix("100%") == true && last?.contains("left") == false)
  }

  @Test("a narrow terminal gets less, never a broken line")
  func narrow() {
    for width in 1...79 {
      var meter = ProgressMeter()
      let line = meter.line(figures(500, 1_000, at: 2_000_000), width: width) ?? ""
      #expect(line.count <= width)
    }
  }

  @Test("figures that cannot be are survived")
  func extremes() {
    var meter = ProgressMeter()
    #expect(meter.line(figures(0, 0, at: 5_000_000), width: 79) != nil)
    #expect(meter.line(figures(.max, .max, at: .max), width: 79) != nil)
    #expect(meter.line(figures(7, 5, at: 6_000_000), width: 79) != nil)
  }

  @Test(
    "times are rounded to the nearest, and the unit follows",
    arguments: [
      (0, "0us"), (999, "999us"), (1_000, "1.0ms"), (3_499, "3.5ms"), (11_786, "11.8ms"), (99_949, "99.9ms"),
      (99_950, "0.10s"), (9_994_999, "9.99s"), (9_995_000, "10.0s"), (59_949_999, "59.9s"), (59_950_000, "1m00s"),
      (3_599_499_999, "59m59s"), (3_599_500_000, "1h00m"), (7_230_000_000, "2h01m"),
    ])
  func times(microseconds: Int64, text: String) {
    #expect(FigureText.time(microseconds) == text)
  }
}
