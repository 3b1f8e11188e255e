// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Synchronization

/// One scan whose techniques belong to two engines: each engine walks the probes that are its own, and what they report is
/// put together again.
final class DividedScan: ScanTicket {
  private let tickets: [any ScanTicket]

  private init(_ tickets: [any ScanTicket]) { self.tickets = tickets }

  /// Starts the parts; `engine` says whose a technique is, by its number.
  static func start(
    _ work: ScanWork, gate: SendGate, sink: any ScanSink, engine: (UInt8) -> any ProbeEngine
  ) -> DividedScan {
    var parts: [(engine: any ProbeEngine, probes: [Int])] = []
    for (number, probe) in work.space.probes.enumerated() {
      let owner = engine(probe.technique)
      if let place = parts.firstIndex(where: { $0.engine === owner }) {
        parts[place].probes.append(number)
      } else {
        parts.append((owner, [number]))
      }
    }
    let joint = JointSink(sink, parts: parts.count)
    return DividedScan(
      parts.map { part in
        var share = work
        share.space = work.space.with(probes: part.probes)
        let places = part.probes.map(UInt64.init)
        let back = PartSink(joint, places: places, width: UInt64(work.space.probes.count))
        return part.engine.start(share, gate: gate, sink: back)
      })
  }

  func pause() { for ticket in tickets { ticket.pause() } }
  func resume() { for ticket in tickets { ticket.resume() } }
  func stop() { for ticket in tickets { ticket.stop() } }
  func cancel() { for ticket in tickets { ticket.cancel() } }
  func skip(_ host: Address) { for ticket in tickets { ticket.skip(host) } }

  var progress: ScanProgress {
    tickets.map(\.progress).reduce(into: ScanProgress(total: 0)) { sum, part in
      sum.done += part.done
      sum.total += part.total
      sum.sent += part.sent
      sum.received += part.received
      sum.retransmitted += part.retransmitted
      sum.open += part.open
      sum.inFlight += part.inFlight
      sum.slowedTo = [sum.slowedTo, part.slowedTo].compactMap { $0 }.min()
    }
  }
}

/// Gives the observations of a part the numbers of the whole.
private final class PartSink: ScanSink {
  private let joint: JointSink
  private let places: [UInt64]
  private let width: UInt64

  init(_ joint: JointSink, places: [UInt64], width: UInt64) {
    (self.joint, self.places, self.width) = (joint, places, width)
  }

  func observed(_ batch: [Observation]) {
    let own = UInt64(places.count)
    joint.observed(
      batch.map { observation in
        var observation = observation
        let (host, probe) = observation.index.quotientAndRemainder(dividingBy: own)
        observation.index = host * width + places[Int(probe)]
        return observation
      })
  }

  func finished(_ end: EngineEnd) { joint.finished(end) }
}

/// Hands on one part's calls at a time, and the end when all parts have ended.
private final class JointSink: Sendable {
  private struct State {
    var left: Int
    var end: EngineEnd?
  }

  private let sink: any ScanSink
  private let state: Mutex<State>

  init(_ sink: any ScanSink, parts: Int) {
    self.sink = sink
    state = Mutex(State(left: parts))
  }

  func observed(_ batch: [Observation]) {
    state.withLock { _ in sink.observed(batch) }
  }

  func finished(_ end: EngineEnd) {
    let whole = state.withLock { state -> EngineEnd? in
      state.left -= 1
      state.end = state.end?.joined(with: end) ?? end
      return state.left == 0 ? state.end : nil
    }
    if let whole { sink.finished(whole) }
  }
}

extension EngineEnd {
  /// The end of two parts of one scan: the cause that says more counts, and of two different failures both do.
  func joined(with other: EngineEnd) -> EngineEnd {
    var end = other.cause.weight > cause.weight ? other : self
    end.furtherFailures = furtherFailures + other.furtherFailures
    if case .failed(let first) = cause, case .failed(let second) = other.cause, first != second {
      end.furtherFailures.append(second)
    }
    end.errorSenders = errorSenders.merging(other.errorSenders) { own, _ in own }
    end.undecided = undecided + other.undecided
    end.refused = refused + other.refused
    end.firstRefused = firstRefused ?? other.firstRefused
    end.sendFailures = sendFailures + other.sendFailures
    end.firstFailure = firstFailure ?? other.firstFailure
    end.counters = counters
    end.counters.add(other.counters)
    end.sample = sample
    end.sample.add(other.sample)
    end.slowed = [slowed, other.slowed].compactMap { $0 }.min { $0.rate < $1.rate }
    return end
  }
}

extension EngineEnd.Cause {
  /// How much a cause says beside that of another part of the same scan.
  fileprivate var weight: Int {
    switch self {
    case .completed: 0
    case .stopped: 1
    case .deadline: 2
    case .packetLimit: 3
    case .failed: 4
    }
  }
}
