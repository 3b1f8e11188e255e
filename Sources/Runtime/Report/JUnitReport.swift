// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Results of tests in the XML that build servers read; JUnit's own, as Jenkins and GitLab take it.
public enum JUnitReport {
  /// The whole document. What could not be judged is an `error`, what failed a `failure`; times are virtual.
  public static func document(_ results: [TestResult]) -> String {
    var files: [String] = []
    for result in results where !files.contains(result.file) { files.append(result.file) }
    let suites = files.map { file in suite(file, results.filter { $0.file == file }) }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites \(counts(results))>\n" + suites.joined()
      + "</testsuites>\n"
  }

  private static func suite(_ file: String, _ results: [TestResult]) -> String {
    "  <testsuite name=\"\(escaped(file))\" \(counts(results))>\n" + results.map(testCase).joined()
      + "  </testsuite>\n"
  }

  private static func counts(_ results: [TestResult]) -> String {
    let failures = results.count { $0.outcome == .fail }
    let errors = results.count { $0.outcome == .inconclusive }
    let time = seconds(results.reduce(0) { $0 + $1.elapsed })
    return "tests=\"\(results.count)\" failures=\"\(failures)\" errors=\"\(errors)\" time=\"\(time)\""
  }

  private static func testCase(_ result: TestResult) -> String {
    let head =
      "    <testcase name=\"\(escaped(result.title))\" classname=\"\(escaped(result.file))\""
      + " time=\"\(seconds(result.elapsed))\""
    guard result.outcome != .pass else { return head + "/>\n" }
    let tag = result.outcome == .inconclusive ? "error" : "failure"
    let text = result.remarks.joined(separator: "\n")
    var body = "      <\(tag) message=\"\(escaped(result.remarks.first ?? ""))\">\(escaped(text))</\(tag)>\n"
    if !result.output.isEmpty {
      body += "      <system-out>\(escaped(result.output.joined(separator: "\n")))</system-out>\n"
    }
    return head + ">\n" + body + "    </testcase>\n"
  }

  private static func seconds(_ microseconds: Int64) -> String {
    let part = String(microseconds % 1_000_000)
    return "\(microseconds / 1_000_000)." + String(repeating: "0", count: 6 - part.count) + part
  }

  /// XML 1.0 section 2.4; characters that XML does not know are never in texts that are safe for a terminal.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
    return result
  }
}
