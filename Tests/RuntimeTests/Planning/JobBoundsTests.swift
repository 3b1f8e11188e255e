// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import Testing

@testable import ScanRuntime

@Suite("Packets of a scan before it runs")
struct JobBoundsTests {
  private let scan = JobBounds(
    targets: CountBounds(exactly: 16), jobsPerTarget: 5, retries: 2, confirm: 2, packetsPerTry: 3)

  @Test("least: one try a pass; most: every retry of every pass with every resend of the kernel")
  func packets() {
    #expect(scan.jobs == CountBounds(exactly: 80))
    #expect(scan.tries == CountBounds(least: 160, most: 480))
    #expect(scan.packets == CountBounds(least: 160, most: 1440))
  }

  @Test("ports that are asked again to see what is lost: only where a scan makes one try, and with its bound")
  func samples() {
    var whole = JobBounds(
      targets: .one, jobsPerTarget: 65_535, retries: 0, confirm: 1, packetsPerTry: 1, samplesLoss: true)
    #expect(whole.packets == CountBounds(least: 65_535, most: 65_535 + 2_047))
    #expect(whole.tries == whole.packets)
    whole.targets = CountBounds(exactly: 1000)
    #expect(whole.packets.most == 65_535_000 + 2_048)
    whole.retries = 1
    #expect(whole.packets.most == 2 * 65_535_000)
    whole.retries = 0
    whole.samplesLoss = false
    #expect(whole.packets == CountBounds(exactly: 65_535_000))
  }

  @Test("the shards of a scan are together the whole, and none is larger than its job space says")
  func shards() {
    for parts in UInt64(1)...7 {
      let counts = (1...parts).map { index in
        var part = scan
        part.shard = (index, parts)
        return part.jobs.least
      }
      #expect(counts.reduce(0, +) == 80)
      let targets = TargetSet(Network("10.0.0.0/28")!)
      let probes = (1...5).map { PortProbe(port: UInt16($0), technique: 0) }
      for (place, count) in counts.enumerated() {
        let space = JobSpace(
          targets: targets, probes: probes, order: .random(seed: 1), shard: (UInt64(place + 1), parts))
        #expect(space.count == count)
      }
    }
  }

  @Test("more retries than the engine ever makes do not count")
  func retries() {
    var many = scan
    many.retries = 1000
    #expect(many.tries.most == 80 * 2 * (1 + UInt64(AttemptTraffic.mostRetries)))
  }

  @Test(
    "SYN segments of an attempt by its timeout",
    arguments: [
      (300, true, 1), (980, true, 1), (1000, true, 1), (1001, true, 2), (1990, true, 2), (2500, true, 3),
      (9000, true, 3), (1500, false, 2), (9000, false, 2),
    ] as [(Int64, Bool, UInt64)])
  func attempts(milliseconds: Int64, isLinear: Bool, most: UInt64) {
    #expect(
      AttemptTraffic(timeout: .milliseconds(milliseconds), kernelIsLinear: isLinear).mostPackets == most)
  }

  @Test("time at a rate: a burst leaves at once, the rest at its pace")
  func time() {
    let slow = PacedTime(Rate("10/s"))
    #expect(slow.least(1) == 0)
    #expect(slow.least(11) == 1_000_000)
    #expect(slow.most(10) == 1_000_000)
    #expect(PacedTime(nil).most(1_000_000) == 0)
    #expect(PacedTime(Rate("10k/s")).least(50) == 0)
  }

  @Test("the kernel's own packets: two an attempt; of a conversation also what is said and said again")
  func kernel() {
    #expect(KernelTraffic.ofTries(CountBounds(least: 2, most: 6)) == .upTo(12))
    #expect(KernelTraffic.ofConversation(bytes: 0, timeout: .seconds(5)) == 2)
    // 200 ms, 600 ms, 1.4 s, 3 s: four resends of each of two segments within 5 s.
    #expect(KernelTraffic.ofConversation(bytes: 600, timeout: .seconds(5)) == 2 + 2 * 5)
  }
}
