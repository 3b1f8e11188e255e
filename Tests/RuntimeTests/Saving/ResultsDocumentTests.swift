// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import Testing

@testable import ScanRuntime

@Suite("The json results format")
struct ResultsDocumentTests {
  private let stores = ResultStores()

  private func text(_ results: ScanResults) -> String {
    String(decoding: ResultsDocument.text(of: results, stores), as: UTF8.self)
  }

  private func read(_ text: String, portLimit: Int = 1000) throws(ResultsDocument.Failure) -> ScanResults {
    try ResultsDocument.read(Array(text.utf8), number: 0, portLimit: portLimit) { _ in nil }
  }

  private func sample(keepsAll: Bool = true) -> ScanResults {
    let results = ResultsSamples.results("192.0.2.1-2", ports: "1-100/tcp, 53/udp", keepsAll: keepsAll)
    let closed = (1...100).map { "192.0.2.1 \($0)/tcp \($0 == 22 ? "open" : $0 % 7 == 0 ? "filtered" : "closed")" }
    ResultsSamples.add(closed.joined(separator: "\n"), to: results)
    ResultsSamples.add("192.0.2.2 22/tcp open?\n192.0.2.2 23/tcp unfiltered", to: results)
    results.knownDown = TargetSet("192.0.2.2")
    results.skipped = [Address("192.0.2.2") ?? Address(v4: 0)]
    results.shard = (2, of: 3)
    results.started = Instant("2026-07-01T10:00:00Z")
    results.emitted = [EmittedValue(kind: "a", value: .object(MapObject(keys: [.text("k\u{1B}")], values: [.int(7)])))]
    results.findings = [Samples.finding]
    return results
  }

  @Test("what is written reads back and is written the same", arguments: [true, false])
  func roundTrip(keepsAll: Bool) throws {
    let results = sample(keepsAll: keepsAll)
    let first = text(results)
    let again = try read(first)
    #expect(text(again) == first)
    #expect(again.rows.count == results.rows.count)
    #expect(counts(again) == counts(results))
    #expect(again.hostsUp == results.hostsUp)
    #expect(again.coverage == results.coverage)
    #expect(again.shard?.index == 2)
    #expect(again.foundDown == results.foundDown)
  }

  @Test("what a segment showed stays with its port")
  func segments() throws {
    let results = ResultsSamples.results(ports: "1-9/tcp")
    for (port, names) in [(1, ["mss", "sackOK", "unknown-99"]), (2, []), (3, ["mss"])] as [(UInt16, [String])] {
      var observation = Observation(
        job: ProbeJob(index: 0, target: results.targets.address(at: 0), port: port, technique: 0), state: .closed,
        reason: .reset, tries: 1, rtt: 9, flags: [.rst, .ack], window: 7)
      observation.options = try #require(TCPOptions(names: names, mss: names.isEmpty ? nil : 536 + port))
      _ = results.add(PortRow(host: observation.target, port: port, transport: .tcp, Evidence(observation)))
    }
    let first = text(results)
    #expect(first.contains(#""window":7,"mss":537,"options":["mss","sackOK","unknown-99"]"#))
    let again = try read(first)
    #expect(text(again) == first)
    #expect(again.rows.map(\.primary.options) == results.rows.map(\.primary.options))
    for wrong in [(#""mss":537"#, #""mss":65536"#), (#""sackOK""#, #""what""#), (#"["mss"]"#, #"["nop"]"#)] {
      #expect(throws: ResultsDocument.Failure.self) { try read(first.replacing(wrong.0, with: wrong.1)) }
    }
  }

  /// How many ports of each host have which state.
  private func counts(_ results: ScanResults) -> [Address: [UInt8: UInt64]] {
    results.talliedHosts.reduce(into: [:]) { $0[$1] = results.tally(of: $1)?.counts }
  }

  @Test("the order of arrival changes nothing")
  func stable() {
    let lines = (1...50).map { "192.0.2.1 \($0)/tcp \($0 % 3 == 0 ? "open" : "closed")" }
    let texts = (0..<3).map { _ in
      let results = ResultsSamples.results(ports: "1-50/tcp")
      ResultsSamples.add(lines.shuffled().joined(separator: "\n"), to: results)
      return text(results)
    }
    #expect(Set(texts).count == 1)
  }

  @Test("members in another order, and more of them, read the same")
  func reordered() throws {
    let text = """
      {"hosts": [{"rest": [{"tries": 1, "technique": "connect", "reason": "reset", "state": "closed", "x": [1, {}],
      "ports": "22/tcp"}], "reason": "reset", "rtt_us": null, "state": "up", "host": "192.0.2.1"}],
      "course": {"end": "completed", "conclusive": true}, "more": {"a": [true, null, -1.5e3, "\\u00e9\\""]},
      "scan": {"keep": "all", "techniques": [{"protocol": "tcp", "name": "connect"}], "ports": "22/tcp",
      "targets": "192.0.2.1"}, "schema": 1, "format": "scan results"}
      """
    let results = try read(text)
    #expect(results.rows.map(\.primary.state) == [.closed])
    #expect(results.hostsUp.count == 1)
  }

  @Test(
    "what is wrong is told with its place",
    arguments: [
      ("", 1, 1, "the text ends where a value should be"), ("{} x", 1, 4, "something follows the document"),
      ("[]", 1, 1, "the document is no object"),
      ("{\n \"a\": 1,\n \"a\": 2}", 3, 2, "\"a\" stands twice in the document"),
      ("{\"a\" 1}", 1, 6, "a : is missing"), ("{\"a\": \"b", 1, 7, "a text does not end"),
      ("{\"a\": nul}", 1, 7, "no value begins like this"),
      ("{\"format\": \"x\"}", 1, 1, "this is no file of saved results: `format` is not \"scan results\""),
    ])
  func mistakes(text: String, line: Int, column: Int, message: String) {
    do {
      _ = try read(text)
      Issue.record("was read")
    } catch {
      #expect([error.line, error.column] == [line, column])
      #expect(error.message == message)
    }
  }

  @Test("values that contradict each other are refused")
  func contradictions() {
    let good = text(sample())
    #expect(throws: Never.self) { try read(good) }
    for (part, other) in [
      ("\"state\":\"open\"", "\"state\":\"opn\""), ("\"technique\":\"connect\"", "\"technique\":\"syn\""),
      ("\"port\":22", "\"port\":2200"), ("\"port\":22", "\"port\":70000"),
      ("\"host\": \"192.0.2.1\"", "\"host\": \"192.0.2.9\""),
      ("\"host\": \"192.0.2.2\"", "\"host\": \"192.0.2.1\""), ("\"schema\": 1", "\"schema\": 2"),
      ("\"keep\":\"all\"", "\"keep\":\"some\""), ("[2,3]", "[4,3]"), ("\"tries\":1", "\"tries\":256"),
      ("\"trusted\":101", "\"trusted\":203"), ("\"reason\":\"reset\"", "\"reason\":\"rst\""),
      ("\"down\":\"192.0.2.2\"", "\"down\":\"192.0.2.0/24\""), ("\"asked\":202", "\"asked\":-1"),
    ] {
      #expect(good.contains(part), "\(part)")
      #expect(throws: ResultsDocument.Failure.self, "\(other)") { try read(good.replacing(part, with: other)) }
    }
    #expect(throws: ResultsDocument.Failure.self) { try read(good, portLimit: 50) }
    #expect(throws: ResultsDocument.Failure.self) {
      try ResultsDocument.read(Array(good.utf8) + [0xFF], number: 0) { _ in nil }
    }
  }

  @Test("nesting and length are bounded")
  func bounds() {
    for text in [String(repeating: "[", count: 100_000), "{\"a\": \(String(repeating: "1", count: 5000))}"] {
      #expect(throws: ResultsDocument.Failure.self) { try read(text) }
    }
  }

  @Test("of several mistakes the first in the text is told, every time")
  func firstMistake() {
    let names = (1...40).map { "\"x\($0)\": \"n\"" }.joined(separator: ", ")
    let document = text(sample()).replacing("\"names\": {}", with: "\"names\": {\(names)}")
    for _ in 0..<5 {
      #expect(throws: ResultsDocument.Failure.self) { try read(document) }
      do { _ = try read(document) } catch { #expect(error.message.contains("\"x1\"")) }
    }
  }

  @Test("a byte order mark is passed over")
  func byteOrderMark() throws {
    let document = text(sample())
    #expect(text(try read("\u{FEFF}" + document)) == document)
  }

  @Test("answers that were lost are lost in the file too, so that the coverage is the same")
  func missed() throws {
    let results = sample()
    results.missed = 3.25
    let again = try read(text(results))
    #expect(again.coverage == results.coverage)
    #expect(again.coverageText == results.coverageText)
    #expect(throws: ResultsDocument.Failure.self) {
      try read(text(results).replacing("\"missed\":3.25", with: "\"missed\":-1"))
    }
  }
}
