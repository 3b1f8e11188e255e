// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@Suite struct PermutationTests {
  @Test func isABijection() {
    var generator = SeededGenerator(seed: 11)
    let edges: [UInt64] = [255, 256, 257, 1023, 1024, 1025, 4096, 4097, 65_535, 65_536, 65_537, 100_003]
    for count in Array(0...130) + edges {
      let permutation = Permutation(count: count, seed: generator.next())
      var seen = [Bool](repeating: false, count: Int(count))
      for place in 0..<count { seen[Int(permutation[place])] = true }
      #expect(seen.allSatisfy { $0 }, "count \(count)")
    }
  }

  @Test func staysInsideHugeCounts() {
    let counts: [UInt64] = [1 << 32, (1 << 32) + 1, 1 << 63, (1 << 63) + 1, .max]
    for count in counts {
      let permutation = Permutation(count: count, seed: 5)
      var seen: Set<UInt64> = []
      for place in 0..<UInt64(2000) {
        seen.insert(permutation[place])
        seen.insert(permutation[count - 1 - place])
      }
      #expect(seen.count == 4000 && seen.allSatisfy { $0 < count })
    }
  }

  @Test func followsTheSeed() {
    let one = Permutation(count: 1000, seed: 1)
    let other = Permutation(count: 1000, seed: 2)
    #expect((0..<1000).allSatisfy { one[$0] == Permutation(count: 1000, seed: 1)[$0] })
    #expect((0..<1000).filter { one[$0] == other[$0] }.count < 20)
    // The order of a seed is part of the contract: the same in every version.
    #expect((0..<10).map { Permutation(count: 10, seed: 42)[$0] } == [5, 1, 8, 7, 9, 0, 3, 6, 2, 4])
  }

  @Test func identityAndPlacesOutside() {
    let natural = Permutation.identity(count: 5)
    #expect((0..<5).map { natural[$0] } == [0, 1, 2, 3, 4] && natural.count == 5)
    #expect(Permutation(count: 5, seed: 1)[5] == 5 && Permutation(count: 0, seed: 1)[.max] == .max)
  }

  /// Neighbours land far apart: over many seeds each number is about as often first as any other, and steps between
  /// neighbours are spread as those of a shuffle.
  @Test func spreadsEvenly() {
    var counts = [Int](repeating: 0, count: 50)
    var rising = 0
    for seed in 0..<20_000 as Range<UInt64> {
      let permutation = Permutation(count: 50, seed: seed)
      counts[Int(permutation[0])] += 1
      if permutation[0] < permutation[1] { rising += 1 }
    }
    // 400 expected each, standard deviation 20; chi squared with 49 degrees of freedom stays below 94 (p = 0.0001).
    let chiSquared = counts.reduce(0.0) { $0 + Double(($1 - 400) * ($1 - 400)) / 400 }
    #expect(chiSquared < 94)
    #expect(abs(rising - 10_000) < 300)
  }

  @Test func mixesAWholeNetwork() {
    // A /16: consecutive probes rarely hit the same /24.
    let permutation = Permutation(count: 65_536, seed: 7)
    let same = (1..<65_536 as Range<UInt64>).filter { permutation[$0] >> 8 == permutation[$0 - 1] >> 8 }.count
    #expect(same < 400)
  }
}

@Suite struct SeededGeneratorTests {
  /// Reference values of SplitMix64 for seed 1234567.
  @Test func givesTheKnownStream() {
    var generator = SeededGenerator(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
      16_408_922_859_458_223_821,
    ]
    #expect(expected.map { _ in generator.next() } == expected)
  }
}
