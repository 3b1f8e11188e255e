// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@Suite struct ScanDurationTests {
  @Test(
    arguments: [
      ("250us", 250, "250us"), ("800ms", 800_000, "800ms"), ("1.5s", 1_500_000, "1.5s"), ("5m", 300_000_000, "5m"),
      ("1h30m", 5_400_000_000, "1h30m"), ("2w", 1_209_600_000_000, "14d"), ("1d12h", 129_600_000_000, "1d12h"),
      ("0s", 0, "0s"), ("0h", 0, "0s"), ("90s", 90_000_000, "1m30s"), ("1500us", 1500, "1.5ms"),
      ("1m0.5s", 60_500_000, "1m0.5s"),
      ("1s1us", 1_000_001, "1.000001s"), ("0.5h", 1_800_000_000, "30m"), ("1.50s", 1_500_000, "1.5s"),
      ("0.0000001h", 360, "360us"), ("1w1d1h1m1s1ms1us", 694_861_001_001, "8d1h1m1.001001s"), ("01s", 1_000_000, "1s"),
      ("9223372036854775807us", .max, "106751991d4h54.775807s"),
      ("1.000000000000000000000000000000s", 1_000_000, "1s"),
    ] as [(String, Int64, String)])
  func reads(text: String, microseconds: Int64, printed: String) {
    let span = ScanDuration(text)
    #expect(span?.microseconds == microseconds)
    #expect(span?.description == printed)
  }

  @Test(arguments: [
    "", "5", "s", "5min", "5sec", "5hr", "1m1h", "1s1s", "1.5h30m", "1. s", "1.s", ".5s", "-5m", "+5m", "5 m", "5S",
    "0.5us", "0.0000001s", "9223372036854775808us", "15250285w", "106751991d5h", "99999999999999999999s", "1h30",
    "1.1111111111111111111s", "5msx", "5µs", "1h 30m",
  ])
  func refuses(text: String) {
    #expect(ScanDuration(text) == nil)
  }

  @Test func roundTrips() throws {
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<20_000 {
      let value = Int64(bitPattern: generator.next() >> (generator.next() % 64)) & .max
      let span = ScanDuration(microseconds: value)
      #expect(ScanDuration(span.description) == span)
      if value != 0, let back = span.negated { #expect(back.description == "-" + span.description) }
    }
    #expect(ScanDuration(microseconds: .min).description == "-106751991d4h54.775808s")
    #expect(ScanDuration(microseconds: -300_000_000).description == "-5m")
  }

  @Test func arithmeticReportsOverflow() {
    let most = ScanDuration(microseconds: .max)
    let least = ScanDuration(microseconds: .min)
    let one = ScanDuration(microseconds: 1)
    #expect(most.adding(one) == nil && least.subtracting(one) == nil && least.negated == nil)
    #expect(most.multiplied(by: Int64(2)) == nil && least.divided(by: -1) == nil && one.divided(by: 0) == nil)
    #expect(most.multiplied(by: 2.0) == nil && one.multiplied(by: Double.nan) == nil)
    #expect(one.multiplied(by: Double.infinity) == nil && ScanDuration.seconds(3).multiplied(by: 0.5)?.seconds == 1.5)
    #expect(ScanDuration.seconds(.max) == most && ScanDuration.milliseconds(.min) == least)
    #expect(ScanDuration.seconds(90).adding(.seconds(30))?.description == "2m" && least < ScanDuration.zero)
  }
}

@Suite struct RateTests {
  @Test(arguments: [
    ("5k/s", "5k/s"), ("100/s", "100/s"), ("10/m", "10/m"), ("2/h", "2/h"), ("2M/s", "2M/s"), ("1500/s", "1500/s"),
    ("2000/s", "2k/s"), ("1000000/h", "1M/h"), ("0/s", "0/s"), ("1500k/s", "1500k/s"),
    ("9223372036854775807/s", "9223372036854775807/s"),
  ])
  func reads(text: String, printed: String) {
    #expect(Rate(text)?.description == printed)
    #expect(Rate(printed) == Rate(text))
  }

  @Test(arguments: [
    "", "5", "5/", "/s", "5k", "5K/s", "5/sec", "5/d", "-5/s", "5 /s", "5/ s", "1.5k/s", "9223372036854775808/s",
    "9223372036854776k/s", "9223372036855M/s", "99999999999999999999/s",
  ])
  func refuses(text: String) {
    #expect(Rate(text) == nil)
  }

  @Test func equalsByValue() throws {
    let minute = try #require(Rate("60/m"))
    let second = try #require(Rate("1/s"))
    #expect(minute == second && minute.hashValue == second.hashValue && second.eventsPerSecond == 1)
    #expect(try #require(Rate("59/m")) < second && minute.eventsPerSecond == 1)
    #expect(Rate(count: -1, per: .second) == nil && Rate.perSecond(3600) == Rate(count: 3600 * 60, per: .minute))
    #expect(try #require(Rate("9223372036854775807/h")) < #require(Rate("9223372036854775807/s")))
  }
}

@Suite struct ByteSizeTests {
  @Test(
    arguments: [
      ("512B", 512, "512B"), ("64KiB", 65_536, "64KiB"), ("2MB", 2_000_000, "2MB"), ("1024B", 1024, "1KiB"),
      ("1024KiB", 1 << 20, "1MiB"), ("1GiB", 1 << 30, "1GiB"), ("3GB", 3_000_000_000, "3GB"), ("0KB", 0, "0B"),
      ("1000KiB", 1_024_000, "1000KiB"), ("1KB", 1000, "1KB"), ("9223372036854775807B", .max, "9223372036854775807B"),
    ] as [(String, Int64, String)])
  func reads(text: String, bytes: Int64, printed: String) {
    #expect(ByteSize(text)?.bytes == bytes)
    #expect(ByteSize(text)?.description == printed)
  }

  @Test(arguments: ["", "5", "B", "5b", "5kB", "5TB", "-5B", "5 B", "1.5KB", "9223372036854775808B", "8589934592GiB"])
  func refuses(text: String) {
    #expect(ByteSize(text) == nil)
  }

  @Test func roundTrips() {
    var generator = SeededGenerator(seed: 9)
    for _ in 0..<10_000 {
      let unit = ByteSize.units[Int(generator.next() % 7)].bytes
      let size = ByteSize(bytes: Int64(generator.next() % UInt64(Int64.max / unit)) * unit)
      #expect(ByteSize(size.description) == size)
    }
    #expect(ByteSize(bytes: -5120).description == "-5KiB" && ByteSize(bytes: .min).description == "-8589934592GiB")
    #expect(ByteSize(bytes: .max).adding(ByteSize(bytes: 1)) == nil)
    #expect(
      ByteSize(bytes: .min).subtracting(ByteSize(bytes: 1)) == nil && ByteSize(bytes: .max).multiplied(by: 2) == nil)
  }
}
