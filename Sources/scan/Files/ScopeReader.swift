// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import ScanLang
import ScanRuntime

/// Reads an operator's scope file, and says why it gives no scope.
enum ScopeReader {
  /// Why there is none.
  enum Failure: Error {
    case usage(UsageError)
    /// The file is wrong, or today is not its day.
    case diagnostics([Diagnostic], SourceFile, status: Int32)
  }

  /// The scope of the file at `path`, with the places of its lines.
  static func read(_ path: String) throws(Failure) -> (scope: Scope, places: ScopePlaces) {
    let source: SourceFile
    do throws(UsageError) {
      source = try SourceReader.file(path, number: ScopeFile.fileNumber)
    } catch {
      throw .usage(error)
    }
    do throws(ScopeFile.Failure) {
      return (try ScopeFile.read(source, today: WallClock.today), ScopePlaces(source))
    } catch {
      switch error {
      case .invalid(let diagnostics): throw .diagnostics(diagnostics, source, status: ExitStatus.usage)
      case .outsidePeriod(let diagnostic): throw .diagnostics([diagnostic], source, status: ExitStatus.refused)
      }
    }
  }
}
