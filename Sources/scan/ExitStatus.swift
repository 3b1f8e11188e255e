// SPDX-License-Identifier: GPL-3.0-or-later

/// Exit statuses that the command line itself gives; those of a run come from the run.
enum ExitStatus {
  static let success: Int32 = 0
  /// `fmt --check` found a file with another layout.
  static let differs: Int32 = 1
  /// A test failed.
  static let failed: Int32 = 1
  /// Usage, syntax or check error: nothing was sent.
  static let usage: Int32 = 2
  /// The results could not be written.
  static let outputFailed: Int32 = 3
  /// A test could not be judged.
  static let inconclusive: Int32 = 3
  /// Refused before anything was sent: by the scope, or because the program's own rights are not the user's.
  static let refused: Int32 = 4
  /// What a shell shows for a program ended by a signal is this plus the signal's number.
  static let signalBase: Int32 = 128
}
