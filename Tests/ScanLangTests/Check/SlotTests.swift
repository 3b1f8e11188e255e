// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import ScanLang

@Suite struct SlotTests {
  @Test func topLevelIsGlobalAndBlocksAreLocal() {
    let script = CheckedScript(
      """
      let a = 1
      let b = 2
      if a < b {
        let inner = a + b
        print(inner)
      }
      """)
    #expect(script.findings == [])
    #expect(script.resolution("a") == .global(0))
    #expect(script.resolution("b") == .global(1))
    #expect(script.resolution("inner") == .local(0))
    #expect(script.result.program?.globalCount == 2)
    #expect(script.unit(.main)?.slotCount == 1)
  }

  @Test func functionsTakeParametersFirst() {
    let script = CheckedScript(
      """
      fn f(x, y) {
        let z = x + y
        return z
      }
      print(f(1, 2))
      """)
    #expect(script.resolution("x") == .local(0))
    #expect(script.resolution("y") == .local(1))
    #expect(script.resolution("z") == .local(2))
    #expect(script.unit(.function)?.parameterCount == 2)
    #expect(script.unit(.function)?.slotCount == 3)
    #expect(script.resolution("f") == .function(0))
  }

  @Test func nestedUnitsCaptureThroughTheOneBetween() throws {
    let script = CheckedScript(
      """
      fn f(limit) {
        let seen = scan 127.0.0.1 ports 22 {
          on open as p {
            let xs = [1].where(x => x < limit)
            print(p, xs)
          }
        }
        return seen
      }
      print(f(1))
      """)
    #expect(script.findings == [], "\(script.report)")
    let handler = try #require(script.unit(.handler))
    let lambda = try #require(script.unit(.lambda))
    #expect(handler.name == "on open as p")
    #expect(handler.parameterCount == 1)
    #expect(handler.captures == [CodeUnit.Capture(outer: 0, inner: 1)])
    #expect(lambda.captures == [CodeUnit.Capture(outer: 1, inner: 1)])
    #expect(script.resolution("limit") == .local(1))
    #expect(lambda.slotCount == 2)
    #expect(handler.slotCount == 3)
  }

  @Test func aCaptureIsMadeOnce() {
    let script = CheckedScript("if true {\n  let k = 2\n  print([1].map(x => x * k + k))\n}")
    #expect(script.unit(.lambda)?.captures == [CodeUnit.Capture(outer: 0, inner: 1)])
  }

  @Test func predeclaredNamesNeedNoSlot() {
    let script = CheckedScript("print(open, SYN, all_ports, syn, udp, udp(53), len)")
    #expect(script.resolution("open") == .state(.open))
    #expect(script.resolution("SYN") == .flags(.syn))
    #expect(script.resolution("all_ports") == .ports(.allPorts))
    #expect(script.resolution("print") == .builtin(.print))
    #expect(script.resolution("len") == .builtin(.len))
    #expect(script.type(of: "syn") == .technique)
    #expect(script.type(of: "udp") == .technique)
    #expect(script.type(of: "udp(53)") == .ports)
  }

  @Test func namesInPatternsCompareOrBind() throws {
    let script = CheckedScript(
      """
      let limit = 5
      fn f(s, n) {
        match (s, n) {
          (open, limit) => print("same")
          (closed, other) => print(other)
          (_, _) => print("no")
        }
      }
      """)
    #expect(script.findings == [], "\(script.report)")
    let program = try #require(script.result.program)
    #expect(program.patternBindings.count == 1)
    #expect(script.resolution("other") == .local(2))
  }

  @Test func argumentsAreMatchedOnce() throws {
    let script = CheckedScript("fn f(a, b = 2, c = 3) { return a + b + c }\nprint(f(1, c: 5), 2)")
    let program = try #require(script.result.program)
    #expect(program.arguments.values.contains([.argument(0), .defaultValue, .argument(1)]))
    #expect(program.arguments.values.contains([.rest(0)]))
  }

  @Test func parametersKeepTheirHelp() throws {
    let script = CheckedScript("param mode: \"fast\" | \"full\" = \"fast\"  ## how thorough\nprint(mode)")
    let parameter = try #require(script.result.program?.parameters.first)
    #expect(parameter.choices == ["fast", "full"])
    #expect(parameter.help == "how thorough")
    #expect(parameter.type == .string)
    #expect(parameter.slot == 0)
  }

  @Test func techniquesBecomeData() throws {
    let script = CheckedScript(
      """
      technique fin_push {
        send FIN|PSH
        ttl 64
        RST if window > 0 and ttl < 65 => open
        RST => closed
        silence => open|filtered
      }
      """)
    let program = try #require(script.result.program)
    #expect(program.techniques.map(\.technique.name).prefix(3) == ["syn", "fin", "null"])
    let technique = try #require(program.techniques.last?.technique)
    #expect(technique.options.ttl == 64)
    #expect(technique.possibleStates == [.open, .closed, [.open, .filtered]])
    #expect(technique.state(for: .tcp(flags: [.rst, .ack], window: 8, ttl: 60, length: 0)) == .open)
    #expect(technique.state(for: .tcp(flags: .rst, window: 8, ttl: 70, length: 0)) == .closed)
  }
}
