// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

@Suite struct ScaleTests {
  @Test func deepChainsAndBlocksAreWalked() {
    let chain = CheckedScript("print(\(Array(repeating: "1", count: 900).joined(separator: " + ")))")
    #expect(chain.result.program != nil, "\(chain.report)")
    let blocks = String(repeating: "if true {\n", count: 190) + "print(1)\n" + String(repeating: "}\n", count: 190)
    #expect(CheckedScript(blocks).result.program != nil)
  }

  @Test func timeGrowsWithTheSource() {
    let small = seconds(lines: 1000)
    let large = seconds(lines: 8000)
    #expect(large < small * 24 + 0.2, "\(small) s for 1,000 lines, \(large) s for 8,000")
  }

  @Test func chainsOfFunctionsSettle() {
    var text = "print(f0(1))\n"
    for i in 0..<500 { text += "fn f\(i)(n: int) { return f\(i + 1)(n) }\n" }
    text += "fn f500(n: int) { return n }\n"
    let script = CheckedScript(text)
    #expect(script.findings == [], "\(script.report)")
  }

  /// A script by how much there is of something.
  private static let growing: [(name: String, script: @Sendable (Int) -> String)] = [
    ("hosts of a network", { "network lab {\n\(rows($0) { "host \(address($0)) { open 22 }" })}\n" }),
    ("lines of a host", { "network lab {\n  host 10.0.0.1 {\n\(rows($0) { "open \(10_000 + 2 * $0)" })  }\n}\n" }),
    ("hosts with an error", { "network lab {\n\(rows($0) { "host \(address($0)) { open x\($0) }" })}\n" }),
    (
      "tests",
      {
        rows($0) {
          "network n\($0) { host 10.0.0.1 { open 22 } }\ntest \"t\($0)\" with n\($0) { expect (scan 10.0.0.1 ports 22).open.count == 1 }"
        }
      }
    ),
    ("items of a set", { "ports all = \(list($0) { "\(10_000 + 2 * $0)" })\nprint(all)\n" }),
    (
      "arms with ranges",
      { "let n = 5\nmatch n {\n\(rows($0) { "\(10 * $0)-\(10 * $0 + 5) => print(n)" })  else => print(1)\n}\n" }
    ),
    (
      "functions that call each other",
      {
        let last = $0
        return rows(last) { "fn f\($0)(n: int) { return f\($0 + 1)(n) }" }
          + "fn f\(last)(n: int) {\n  expect n > 0, \"few\"\n  print((scan 127.0.0.1 ports 22).open.count)\n}\n"
          + "test \"t\" { f0(1) }\n"
      }
    ),
    (
      "lines of `expect` and waivers",
      { count in
        "let s = scan 127.0.0.1 ports 1-65535\nexpect s {\n"
          + rows(count) { "never open \(10_000 + 2 * $0)\nwaive \(10_000 + 2 * $0) until 2126-12-31 because \"x\"" }
          + "}\n"
      }
    ),
  ]

  private static func rows(_ count: Int, _ row: (Int) -> String) -> String {
    (0..<count).map { row($0) + "\n" }.joined()
  }

  private static func list(_ count: Int, _ item: (Int) -> String) -> String {
    (0..<count).map(item).joined(separator: ", ")
  }

  private static func address(_ number: Int) -> String { "10.0.\(number / 250).\(number % 250 + 1)" }

  @Test("four times as much takes about four times as long", arguments: growing.indices)
  func growth(of index: Int) {
    let (name, script) = Self.growing[index]
    // The best of several: other tests run beside this one.
    let small = (0..<3).map { _ in Self.seconds(script(400)) }.min() ?? 0
    let large = (0..<2).map { _ in Self.seconds(script(1600)) }.min() ?? 0
    #expect(large < small * 9 + 0.05, "\(name): \(small) s for 400, \(large) s for 1,600")
  }

  private static func seconds(_ text: String) -> Double {
    let time = ContinuousClock().measure { _ = CheckedScript(text) }
    return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
  }

  private func seconds(lines: Int) -> Double {
    var text = "var total = 0\n"
    for i in 0..<(lines / 4) {
      text += "let v\(i) = total + \(i)\nif v\(i) > 3 {\n  total += [v\(i)].map(x => x + 1).sum()\n}\n"
    }
    text += "print(total)\n"
    let clock = ContinuousClock()
    var script: CheckedScript?
    let time = clock.measure { script = CheckedScript(text) }
    #expect(script?.findings == [])
    return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
  }
}
