// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import ScanLang
import ScanRuntime

/// A scope file as `scan doctor` sees it: usable today, or why not in one line.
enum ScopeReading {
  /// What a run would make of the file.
  static func state(of source: SourceFile, path: String) -> MachineFacts.ScopeState {
    do throws(ScopeFile.Failure) {
      let scope = try ScopeFile.read(source, today: WallClock.today)
      return .valid(path: path, name: scope.name, ticket: scope.ticket)
    } catch {
      switch error {
      case .invalid(let diagnostics): return .unusable(path: path, why: diagnostics.first?.headline ?? "it is invalid")
      case .outsidePeriod(let diagnostic): return .unusable(path: path, why: diagnostic.headline)
      }
    }
  }
}
