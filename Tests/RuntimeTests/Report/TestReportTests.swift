// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanRuntime

/// What `scan test` writes.
struct TestReportTests {
  private func result(_ title: String, _ outcome: RunOutcome, _ remarks: [String] = []) -> TestResult {
    TestResult(
      title: title, file: "a&b.scan", outcome: outcome, remarks: remarks, output: remarks.isEmpty ? [] : ["x < y"],
      elapsed: 1_500_000)
  }

  @Test func tap() {
    #expect(TAPReport.header(count: 2) == "TAP version 14\n1..2\n")
    #expect(TAPReport.header(count: 0) == "TAP version 14\n1..0 # SKIP there are no tests\n")
    #expect(TAPReport.lines(result("a # b\\c", .pass), number: 1) == "ok 1 - a \\# b\\\\c\n")
    #expect(
      TAPReport.lines(result("a", .fail, ["f:1:2: failed: x"]), number: 2)
        == "not ok 2 - a\n# f:1:2: failed: x\n# printed:\n#   x < y\n")
    #expect(TAPReport.lines(result("a", .inconclusive, ["m"]), number: 3).hasPrefix("not ok 3 - a # inconclusive\n"))
  }

  @Test func junit() {
    let document = JUnitReport.document([
      result("a", .pass), result("\"b\"", .fail, ["f:1:2: failed: x > y"]), result("c", .inconclusive, ["e"]),
    ])
    #expect(
      document == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites tests="3" failures="1" errors="1" time="4.500000">
          <testsuite name="a&amp;b.scan" tests="3" failures="1" errors="1" time="4.500000">
            <testcase name="a" classname="a&amp;b.scan" time="1.500000"/>
            <testcase name="&quot;b&quot;" classname="a&amp;b.scan" time="1.500000">
              <failure message="f:1:2: failed: x &gt; y">f:1:2: failed: x &gt; y</failure>
              <system-out>x &lt; y</system-out>
            </testcase>
            <testcase name="c" classname="a&amp;b.scan" time="1.500000">
              <error message="e">e</error>
              <system-out>x &lt; y</system-out>
            </testcase>
          </testsuite>
        </testsuites>

        """)
  }
}
