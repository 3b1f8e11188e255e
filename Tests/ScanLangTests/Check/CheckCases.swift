// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

/// One mistake, and how it is done right.
struct CheckCase: Sendable, CustomTestStringConvertible {
  /// The code and what is underlined.
  let finding: String
  let bad: String
  let good: String

  init(_ finding: String, _ bad: String, _ good: String) {
    self.finding = finding
    self.bad = bad
    self.good = good
  }

  var testDescription: String { finding }

  /// Every case.
  static let all = names + imports + types + domain + judgement + simulation
}

@Suite struct CheckCaseTests {
  @Test(arguments: CheckCase.all)
  func badIsReportedAndGoodIsNot(_ entry: CheckCase) {
    let bad = CheckedScript(entry.bad)
    #expect(bad.findings == [entry.finding], "\(bad.report)")
    let good = CheckedScript(entry.good)
    #expect(good.findings == [], "\(good.report)")
  }

  @Test func everyRowHasACase() {
    let cases = CheckCase.all
    let shown = Set(cases.map { String($0.finding.prefix(5)) })
    let rows = DiagnosticCode.nameRows + DiagnosticCode.typeRows + DiagnosticCode.domainRows
    // Trees that are too deep are the parser's to refuse; the checker's limit lies above its. Two hundred files stand
    // in `ProgramLoaderTests`.
    let missing = rows.filter { $0 != .nestedTooDeeply && $0 != .tooManyModules && !shown.contains($0.text) }.map(
      \.text)
    #expect(missing == [])
  }

  @Test func numbersAreUnique() {
    let rows = DiagnosticCode.nameRows + DiagnosticCode.typeRows + DiagnosticCode.domainRows
    #expect(Set(rows.map(\.number)).count == rows.count)
    #expect(rows.allSatisfy { !$0.title.isEmpty && !$0.explanation.isEmpty })
  }
}
