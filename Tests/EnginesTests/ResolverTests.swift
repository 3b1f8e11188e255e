// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import Engines

/// Names that are answered without asking the network.
struct ResolverTests {
  private func resolve(_ names: [String]) async -> [NameResult] {
    await withCheckedContinuation { continuation in
      Resolver().resolve(names) { continuation.resume(returning: $0) }
    }
  }

  @Test func addressesAreTakenAsTheyAre() async {
    let results = await resolve(["192.0.2.1", "fe80::1%lo", "::1"])
    #expect(results.map { $0.addresses.map(\.description) } == [["192.0.2.1"], ["fe80::1%lo"], ["::1"]])
    #expect(results.allSatisfy { $0.error == nil })
  }

  @Test func localhostIsLoopbackOnce() async throws {
    let result = try #require(await resolve(["localhost"]).first)
    #expect(result.error == nil && !result.addresses.isEmpty)
    #expect(result.addresses.allSatisfy { $0.isLoopback })
    #expect(Set(result.addresses).count == result.addresses.count)
  }

  @Test func lookUpsHaveARate() async {
    let start = SystemClock.now
    let results = await resolve(Array(repeating: "localhost", count: 8))
    #expect(results.allSatisfy { $0.error == nil })
    // The first goes at once, the others a hundredth of a second apart.
    #expect(SystemClock.now.nanoseconds(since: start) >= 69_000_000)
  }

  @Test func resultsKeepTheirOrder() async {
    let names = (1...50).map { "127.0.0.\($0)" } + ["localhost"]
    #expect(await resolve(names).map(\.name) == names)
    #expect(await resolve([]).isEmpty)
  }

  @Test func descriptorLimitIsKnown() throws {
    let limit = try DescriptorLimit.raise()
    #expect(limit.soft == limit.hard && limit.soft > 0)
  }
}
