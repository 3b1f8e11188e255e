// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang

/// How one test ended.
public struct TestResult: Sendable {
  /// What it shows.
  public var title: String
  /// The file that it stands in.
  public var file: String
  /// Pass, fail or inconclusive.
  public var outcome: RunOutcome
  /// What went wrong, one line each, safe for a terminal.
  public var remarks: [String]
  /// What it printed, one line each, safe for a terminal.
  public var output: [String]
  /// Virtual time that passed, in microseconds.
  public var elapsed: Int64
}

extension Playbook {
  /// The tests of a playbook and of the files that it imports; those of the shipped library are its own affair.
  public static func tests(of program: CheckedProgram) -> [CheckedTest] {
    let shipped = Set(
      program.imports.map(\.source).filter { $0.name.hasPrefix("std/") || $0.name.hasPrefix("<") }.map(\.file))
    return program.tests.filter { !shipped.contains($0.span.file) }
  }

  /// Runs one test in an interpreter of its own. `options` say seed, folder and version; scope and network are the
  /// test's.
  public static func run(_ test: CheckedTest, of program: CheckedProgram, options: RunOptions) -> TestResult {
    var options = options
    options.test = test
    options.scope = .simulated
    options.network = test.network.map { program.networks[$0].network }
    let recorder = TestRecorder(test, SpanTable(program))
    _ = run(program, options: options, makeReporter: { recorder }, control: RunControl())
    return recorder.result
  }
}

/// Takes down what a test comes to. `@unchecked Sendable`: the interpreter's thread writes, and is joined before the
/// result is read.
private final class TestRecorder: Reporter, @unchecked Sendable {
  private(set) var result: TestResult
  private let spans: SpanTable

  init(_ test: CheckedTest, _ spans: SpanTable) {
    self.spans = spans
    let file = spans.files.first { $0.file == test.span.file }?.name ?? ""
    result = TestResult(
      title: TerminalText.sanitized(test.title), file: file, outcome: .inconclusive, remarks: [], output: [], elapsed: 0
    )
  }

  func report(_ event: RunEvent) throws(OutputClosed) {
    switch event {
    case .text(let text):
      let lines = TerminalText.sanitized(text, keepingLines: true)
      result.output += lines.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    case .table(let table): result.output += TableRenderer(width: 100, style: .plain).lines(table)
    case .expect(let record) where record.ok != true: add(record)
    case .error(let record): add(record)
    case .summary(let summary):
      // Whatever kept the test from being judged as a pass is a failure, unless it is only not known.
      result.outcome = summary.outcome == .pass || summary.outcome == .inconclusive ? summary.outcome : .fail
      result.elapsed = summary.elapsed
      if result.outcome == .inconclusive, result.remarks.isEmpty { result.remarks = summary.reasons }
    default: break
    }
  }

  private func add(_ record: ExpectRecord) {
    result.remarks.append("\(record.place): \(record.ok == nil ? "not known" : "failed"): \(record.text)")
    for detail in record.detail {
      let place = detail.host.map { host in "\(host)\(detail.port.map { " port \($0)" } ?? ""): " } ?? ""
      result.remarks.append("  \(place)\(detail.text)")
    }
    if record.omitted > 0 { result.remarks.append("  and \(record.omitted) more") }
  }

  private func add(_ record: ErrorRecord) {
    let place = record.diagnostic.map { spans.place($0.span) + ": " } ?? ""
    result.remarks.append("\(place)error[\(record.code)]: \(record.text)")
  }
}
