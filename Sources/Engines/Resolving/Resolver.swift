// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import NetworkTypes
import Synchronization

/// What a name stands for.
public struct NameResult: Hashable, Sendable {
  /// The name as it was asked for.
  public let name: String
  /// Its addresses, IPv4 and IPv6, each once, in the system's order; empty when there are none.
  public let addresses: [Address]
  /// The system's words when the lookup failed.
  public let error: String?

  /// Makes a result from its parts.
  public init(name: String, addresses: [Address], error: String?) {
    self.name = name
    self.addresses = addresses
    self.error = error
  }
}

/// Looks names up with the system's resolver (`getaddrinfo`) on threads of its own, at most four at a time.
///
/// Addresses in their text form are taken as they are, with their zone, and ask nobody. Look-ups are the one thing that
/// leaves the machine beside the send gate, so they have a rate of their own.
public final class Resolver: Sendable {
  /// Most look-ups in a time: enough for the names of a playbook, too few to trouble a name server.
  public static let lookupsPerSecond: Int64 = 100

  private struct State {
    var queue: [@Sendable () -> Void] = []
    var threads = 0
    var pace = Pacing.State()
  }

  private static let mostThreads = 4
  private let state = Mutex(State())

  /// Makes a resolver; threads are started when there is something to look up.
  public init() {}

  /// Looks up all `names` and calls `completion` once with the results in the same order, on some thread.
  public func resolve(_ names: [String], completion: @escaping @Sendable ([NameResult]) -> Void) {
    if names.isEmpty { return completion([]) }
    let collector = ResultCollector(count: names.count, completion: completion)
    for (place, name) in names.enumerated() {
      if let address = Address(name) {
        collector.put(NameResult(name: name, addresses: [address], error: nil), at: place)
      } else {
        enqueue { collector.put(NameLookup.look(up: name), at: place) }
      }
    }
  }

  /// Looks up the name of an address and calls `completion` once, with `nil` where it has none, on some thread.
  public func name(of address: Address, completion: @escaping @Sendable (String?) -> Void) {
    enqueue { completion(NameLookup.name(of: address)) }
  }

  private func enqueue(_ work: @escaping @Sendable () -> Void) {
    let needsThread = state.withLock { state in
      state.queue.append(work)
      if state.threads == Self.mostThreads { return false }
      state.threads += 1
      return true
    }
    if needsThread { startThread() }
  }

  private func startThread() {
    do throws(EngineError) {
      try Thread(name: "scan-resolve") { self.serve() }.detach()
    } catch {
      // Without a thread the caller's own does the work, so that every name gets its result.
      serve()
    }
  }

  private func serve() {
    while let work = next() {
      SystemClock.wait(until: turn())
      work()
    }
  }

  /// When the next look-up may begin.
  private func turn() -> MonotonicTime {
    guard let rate = Rate(count: Self.lookupsPerSecond, per: .second) else { return SystemClock.now }
    let pacing = Pacing(rate)
    let now = SystemClock.now.nanoseconds
    return state.withLock { state in
      let moment = pacing.wait(for: 1, in: state.pace, now: now) ?? now
      pacing.take(1, from: &state.pace, now: moment)
      return MonotonicTime(nanoseconds: moment)
    }
  }

  private func next() -> (@Sendable () -> Void)? {
    state.withLock { state in
      if state.queue.isEmpty {
        state.threads -= 1
        return nil
      }
      return state.queue.removeFirst()
    }
  }
}

/// Gathers results until none is missing.
private final class ResultCollector: Sendable {
  private struct State {
    var results: [NameResult?]
    var missing: Int
  }

  private let state: Mutex<State>
  private let completion: @Sendable ([NameResult]) -> Void

  init(count: Int, completion: @escaping @Sendable ([NameResult]) -> Void) {
    state = Mutex(State(results: Array(repeating: nil, count: count), missing: count))
    self.completion = completion
  }

  func put(_ result: NameResult, at place: Int) {
    let complete: [NameResult]? = state.withLock { state in
      state.results[place] = result
      state.missing -= 1
      return state.missing == 0 ? state.results.compactMap { $0 } : nil
    }
    if let complete { completion(complete) }
  }
}
