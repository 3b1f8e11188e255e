// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Results of tests in the Test Anything Protocol, version 14 (testanything.org/tap-version-14-specification.html).
public enum TAPReport {
  /// The lines before the first result.
  public static func header(count: Int) -> String {
    "TAP version 14\n1..\(count)" + (count == 0 ? " # SKIP there are no tests" : "") + "\n"
  }

  /// Says whose results follow.
  public static func file(_ name: String) -> String { "# \(name)\n" }

  /// Says that nothing is run.
  public static func bailOut(_ why: String) -> String { "TAP version 14\nBail out! \(why)\n" }

  /// One result, with what went wrong as comments behind it.
  public static func lines(_ result: TestResult, number: Int) -> String {
    let point = "\(number) - \(escaped(result.title))"
    guard result.outcome != .pass else { return "ok \(point)\n" }
    let note = result.outcome == .inconclusive ? " # inconclusive" : ""
    let remarks = result.remarks + (result.output.isEmpty ? [] : ["printed:"]) + result.output.map { "  \($0)" }
    return "not ok \(point)\(note)\n" + remarks.map { "# \($0)\n" }.joined()
  }

  /// `#` would begin a directive, `\` an escape.
  private static func escaped(_ title: String) -> String {
    title.replacing("\\", with: "\\\\").replacing("#", with: "\\#").replacing("\n", with: " ")
  }
}
