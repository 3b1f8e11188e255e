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
