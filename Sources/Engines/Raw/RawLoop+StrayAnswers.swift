// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Datagrams from ports that nobody asked: a hint at best, which never makes a port open.
extension RawLoop {
  /// Looks whether a datagram that answers no probe of the port it came from answers one of another port of that host.
  func takeStray(from source: UInt16, to target: UInt16, _ arrival: Arrival) {
    guard !ports.contains(source) else { return }
    for case let run? in runs where run.strays.mayAnswer(from: source) {
      let waiting = run.strays.targets.compactMap { waitingJob($0, run, at: target, arrival) }
      guard let job = StrayAnswers.choice(waiting) else { continue }
      run.strays.keep(source, instead: LateAnswers.Question(job))
      return keep(for: run)
    }
  }

  /// The job of a probe of the sender of a datagram, if it is waited for where the datagram arrived.
  private func waitingJob(_ probe: PortProbe, _ run: RawRun, at target: UInt16, _ arrival: Arrival) -> ProbeJob? {
    let (host, technique) = (arrival.header.source, Int(probe.technique))
    guard run.awaits(target, technique: technique, ports) else { return nil }
    let pair = run.cookies.pair(host, port: probe.port, technique: probe.technique)
    guard
      let id = run.attempt(
        pair.first, target: host, port: probe.port, technique: technique, interface: arrival.interface)
    else { return nil }
    let attempt = run.scheduler.attempt(id)
    // Each try has a port of ours: what answers it comes there.
    return run.answersTry(attempt.tries, port: target, technique: technique, ports) ? attempt.job : nil
  }
}
