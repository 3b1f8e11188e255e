// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// The handle on something that never began.
package final class IdleTicket: ScanTicket, Cancellable {
  package let progress: ScanProgress

  /// Stands for `total` jobs, none of them done.
  package init(total: UInt64) { progress = ScanProgress(total: total) }

  package func pause() {}
  package func resume() {}
  package func stop() {}
  package func cancel() {}
  package func skip(_ host: Address) {}
}
