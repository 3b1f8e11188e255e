// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

@Suite struct WaitTests {
  @Test func scansAndQuestionsWait() {
    let script = CheckedScript(
      """
      fn ask(p) { return try banner(p) else "" }
      fn twice(p) { return ask(p) + ask(p) }
      fn plain(n: int) { return n + 1 }
      let seen = scan 127.0.0.1 ports 22
      for p in seen.open { print(twice(p), plain(1)) }
      sleep(1ms)
      """)
    #expect(script.findings == [], "\(script.report)")
    #expect(script.waits("twice(p)") == true)
    #expect(script.waits("plain(1)") == false)
    #expect(script.waits("sleep(1ms)") == true)
    #expect(script.waits("scan 127.0.0.1 ports 22") == true)
    let units = script.result.program?.units.filter { $0.kind == .function }.map(\.mayWait)
    #expect(units == [true, true, false])
    #expect(script.unit(.main)?.mayWait == true)
  }

  @Test func handlersWaitByThemselves() {
    let script = CheckedScript(
      """
      scan 127.0.0.1 ports 22 {
        on open as p { print(try banner(p) else "") }
        on closed as p { print(p) }
      }
      """)
    let units = script.result.program?.units.filter { $0.kind == .handler }.map(\.mayWait)
    #expect(units == [true, false])
  }

  @Test func unknownFunctionsMayWait() {
    let script = CheckedScript("fn apply(f, x) { return f(x) }\nlet inc = x => x + 1\nprint(apply(inc, 1), inc(2))")
    #expect(script.unit(.function)?.mayWait == true)
    #expect(script.waits("inc(2)") == false)
    #expect(script.unit(.lambda)?.mayWait == false)
  }

  @Test func recursionDoesNotWaitByItself() {
    let script = CheckedScript("fn f(n: int) -> int {\n  if n < 1 { return 0 }\n  return f(n - 1)\n}\nprint(f(3))")
    #expect(script.unit(.function)?.mayWait == false)
    #expect(script.unit(.main)?.mayWait == false)
  }
}
