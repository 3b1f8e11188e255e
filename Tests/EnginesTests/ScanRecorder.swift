// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Synchronization

@testable import Engines

/// A sink that keeps everything and can be waited for.
final class ScanRecorder: ScanSink {
  private struct State {
    var observations: [Observation] = []
    var endedAt = MonotonicTime.distantFuture
    var ends: [EngineEnd] = []
    var waiter: CheckedContinuation<EngineEnd, Never>?
    var hasTalkedAfterEnd = false
  }

  private let state = Mutex(State())

  func observed(_ batch: [Observation]) {
    state.withLock { state in
      if !state.ends.isEmpty || batch.isEmpty { state.hasTalkedAfterEnd = true }
      state.observations += batch
    }
  }

  func finished(_ end: EngineEnd) {
    let waiter = state.withLock { state in
      state.ends.append(end)
      state.endedAt = SystemClock.now
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume(returning: end)
  }

  /// Waits for the end of the scan.
  func end() async -> EngineEnd {
    await withCheckedContinuation { continuation in
      let known: EngineEnd? = state.withLock { state in
        if state.ends.isEmpty { state.waiter = continuation }
        return state.ends.first
      }
      if let known { continuation.resume(returning: known) }
    }
  }

  var observations: [Observation] { state.withLock { $0.observations } }
  /// Milliseconds from `start` until the engine told the end, whenever the test heard of it.
  func milliseconds(since start: MonotonicTime) -> UInt64 {
    state.withLock { $0.endedAt.nanoseconds(since: start) / 1_000_000 }
  }

  var timesEnded: Int { state.withLock { $0.ends.count } }
  var isOrderly: Bool { state.withLock { !$0.hasTalkedAfterEnd && $0.ends.count == 1 } }

  func ports(_ wanted: PortState) -> [UInt16] {
    observations.filter { $0.state == wanted }.map(\.port).sorted()
  }

  func observation(of port: UInt16) -> Observation? { observations.first { $0.port == port } }
}

extension Technique {
  /// The prelude's `connect`.
  static let testConnect = Technique(
    name: "connect", send: .connect,
    arms: [
      Arm(answer: .accepted, state: .open), Arm(answer: .refused, state: .closed),
      Arm(answer: .unreachable([]), state: .filtered), Arm(answer: .silence, state: .filtered),
    ])
}

extension ScanWork {
  /// A connect scan of some ports of some hosts.
  static func connect(
    _ hosts: [Address], ports: some Sequence<UInt16>, technique: Technique = .testConnect, retries: Int = 2,
    timeout: ScanDuration = .seconds(1), confirm: Int = 1
  ) -> ScanWork {
    let targets = hosts.reduce(TargetSet()) { $0.union(TargetSet($1)) }
    let probes = ports.map { PortProbe(port: $0, technique: 0) }
    let space = JobSpace(targets: targets, probes: probes, order: .random(seed: 7))
    return ScanWork(space: space, techniques: [technique], retries: retries, timeout: timeout, confirm: confirm)
  }
}
