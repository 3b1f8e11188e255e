// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Getting sockets and giving them back.
extension ConnectLoop {
  /// Whether another socket may be opened; idle ones of any scan make way for it.
  func makeRoom(_ now: MonotonicTime) -> Bool {
    if window.hasRoom(open: sockets.openCount, now: now) { return true }
    if window.retryTime(after: now) != nil { return false }
    return closeIdleOfAll() > 0 && window.hasRoom(open: sockets.openCount, now: now)
  }

  /// Notes that the system gave no descriptor.
  func ranOut(_ now: MonotonicTime) {
    _ = closeIdleOfAll()
    window.exhausted(open: sockets.openCount, now: now)
    if sockets.openCount == 0, starvedSince == nil { starvedSince = now }
  }

  /// Closes the idle sockets of every scan, and says how many.
  @discardableResult
  func closeIdleOfAll() -> Int {
    let before = sockets.openCount
    for case let run? in runs { closeIdle(of: run) }
    return before - sockets.openCount
  }

  /// Closes the sockets that a scan keeps for its next probes.
  func closeIdle(of run: ConnectRun) {
    for slot in run.idle.v4 { sockets.close(slot) }
    for slot in run.idle.v6 { sockets.close(slot) }
    run.idle = ([], [])
  }

  /// Keeps a refused socket for the scan's next probe: Linux lets it connect again, with all its options.
  func keep(_ slot: UInt32, for run: ConnectRun, number: UInt32) {
    sockets.assign(slot, to: .idle(scan: number))
    if sockets.isV6(slot) { run.idle.v6.append(slot) } else { run.idle.v4.append(slot) }
  }

  /// What `acquire` came to.
  enum Acquired {
    case socket(UInt32)
    /// None to be had now; one may become free.
    case none
    /// The system does not know this address family.
    case unsupported
    /// The scan's settings (interface, source port) cannot be had.
    case failed(EngineError)
  }

  /// A socket for the scan's next probe.
  func acquire(for run: ConnectRun, number: UInt32, v6: Bool, now: MonotonicTime) -> Acquired {
    if let slot = v6 ? run.idle.v6.popLast() : run.idle.v4.popLast() { return .socket(slot) }
    guard makeRoom(now) else { return .none }
    switch sockets.open(v6: v6, options: run.options, owner: .idle(scan: number)) {
    case .success(let slot):
      starvedSince = nil
      return .socket(slot)
    case .failure(.system("socket", let code)) where ConnectOutcome(result: -code, queued: nil).isShortage:
      ranOut(now)
      return .none
    case .failure(.system("socket", _)): return .unsupported
    case .failure(let error): return .failed(error)
    }
  }
}
