// SPDX-License-Identifier: GPL-3.0-or-later
import ScanRuntime

extension ProgressMeter.Figures {
  /// The figures of a running playbook.
  init(_ progress: RunProgress) {
    self.init(
      done: UInt64(clamping: progress.done), total: UInt64(clamping: progress.total),
      sent: UInt64(clamping: progress.sent), received: UInt64(clamping: progress.received),
      retransmitted: UInt64(clamping: progress.retransmitted), open: UInt64(clamping: progress.open),
      elapsed: Int64(clamping: progress.elapsed))
    isSlowed = progress.slowedTo != nil
  }
}
