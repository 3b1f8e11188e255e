// SPDX-License-Identifier: GPL-3.0-or-later
import Synchronization

/// Raw sockets that were opened at the start of a run, until an engine takes them over.
///
/// A thread has capabilities of its own and hands them on to the threads that it starts. So this is made before any other
/// thread is: the sockets are opened and every capability is given up for good.
public final class RawSocketGrant: Sendable {
  private let sockets: Mutex<RawSockets?>

  /// Opens the sockets and gives up all capabilities; nil where the process may not open such sockets, and then nothing
  /// has changed. Throws when the capabilities cannot be given up.
  public static func take() throws(EngineError) -> RawSocketGrant? {
    guard Privilege.hasNetRaw else { return nil }
    let sockets: RawSockets
    do throws(EngineError) {
      sockets = try RawSockets()
    } catch {
      return nil
    }
    try Privilege.drop()
    return RawSocketGrant(sockets)
  }

  private init(_ sockets: consuming RawSockets) { self.sockets = Mutex(sockets) }

  /// The sockets, the first time.
  func redeem() -> RawSockets? { sockets.withLock { $0.take() } }
}
