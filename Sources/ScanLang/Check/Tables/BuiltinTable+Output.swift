// SPDX-License-Identifier: GPL-3.0-or-later

extension BuiltinTable {
  /// Output, the clock, the surroundings of a run.
  static let outputRows: [BuiltinRow] = [
    BuiltinRow(
      .print, [SignatureParameter("values", isVariadic: true)], .type(.none), effect: .writes,
      """
      Writes its values to the standard output, one blank between them and a line end behind them. In a handler the \
      line appears when the scan ends, in the order of hosts and ports.
      """,
      example: #"print("open ports:", seen.open.count)"#),
    BuiltinRow(
      .note, [SignatureParameter("values", isVariadic: true)], .type(.none), effect: .writes,
      """
      Writes its values as a live line to the standard error at once, for whoever watches the run. It is no result \
      and is not kept.
      """,
      example: #"note("half way through")"#),
    BuiltinRow(
      .now, [], .type(.time), effect: .readsClock, "The time, in UTC, exact to the microsecond.",
      example: "let limit = now() + 21d"),
    BuiltinRow(
      .today, [], .type(.date), effect: .readsClock, "The date, in UTC.",
      example: "if today() > 2026-12-31 { print(\"a new year\") }"),
    BuiltinRow(
      .env,
      [
        SignatureParameter("name", [.string]),
        SignatureParameter("default", [.string], default: "none"),
      ], .type(.optional(.string)), effect: .readsEnvironment,
      "The value of an environment variable; where it is not set the default, or none.",
      example: #"let ticket = env("TICKET") ?? "no ticket""#),
    BuiltinRow(
      .sleep, [SignatureParameter("time", [.duration])], .type(.none), effect: .waitsForClock,
      "Waits for a while. Other handlers and scans go on meanwhile; in a simulated network no time passes.",
      example: "sleep(500ms)"),
    BuiltinRow(
      .readLines, [SignatureParameter("path", [.string])], .type(.list(.string)), effect: .readsFile,
      """
      The lines of a text file in the script's folder or below it, without line ends. The path is relative; one that \
      leads outside the folder is an error.
      """,
      example: #"for name in read_lines("hosts.txt") { print(name) }"#),
  ]
}
