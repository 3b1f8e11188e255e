// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser

/// A command that does its work after its arguments are parsed; `run` and `plan` take theirs apart by themselves.
protocol ConsoleCommand: ParsableCommand {
  /// Does the work, tells what is wrong on `console`, and gives the exit status.
  func execute(_ console: Console) -> Int32
}
