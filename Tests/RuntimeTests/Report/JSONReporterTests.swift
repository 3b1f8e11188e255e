// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang
import Testing

@testable import ScanRuntime

@Suite("JSON lines")
struct JSONReporterTests {
  private func lines(_ events: [RunEvent], allPorts: Bool = false) throws -> String {
    let recorder = Recorder()
    let output = recorder.writer()
    let reporter = JSONReporter(output: output, allPorts: allPorts)
    for event in events { try reporter.report(event) }
    try output.flush()
    return recorder.text
  }

  @Test("a run's first lines")
  func head() throws {
    var local = Samples.header
    local.scopeHash = nil
    local.scopeTicket = nil
    local.scopeName = "local"
    #expect(
      try lines([.run(local), .scan(Samples.scan)]) == """
        {"type":"run","schema":1,"id":"0001","script":"triage.scan","started":"2026-07-01T00:00:00Z","version":"0.1.0",\
        "scope":{"name":"local","hash":null},"seed":7,"privileged":true}
        {"type":"scan","scan":1,"targets":1,"ports":65535,"techniques":["syn"]}

        """)
    #expect(
      try lines([.run(Samples.header)]).contains(
        #""hash":"sha256:0123456789abcdef0123456789abcdef","ticket":"PT-1182"},"#))
  }

  @Test("names that were resolved")
  func resolved() throws {
    var scan = Samples.scan
    scan.resolved = [("www.example.org", [Samples.host]), ("gone.example.org", [])]
    #expect(
      try lines([.scan(scan)]) == """
        {"type":"scan","scan":1,"targets":1,"ports":65535,"techniques":["syn"],"resolved":[{"name":"www.example.org",\
        "addresses":["198.18.0.2"]},{"name":"gone.example.org","addresses":[]}]}

        """)
  }

  @Test("ports, counts and hosts")
  func ports() throws {
    let events: [RunEvent] = [
      .port(Samples.port(80, by: [("ack", .unfiltered)])),
      .port(Samples.port(81, [.open, .filtered], .noResponse, rtt: nil, ttl: nil)),
      .counts(Samples.counts), .host(Samples.up),
    ]
    #expect(
      try lines(events) == """
        {"type":"port","scan":1,"host":"198.18.0.2","name":null,"port":80,"protocol":"tcp","state":"open",\
        "reason":"syn-ack","technique":"syn","ttl":64,"rtt_us":118,"tries":1,"by":{"ack":"unfiltered"}}
        {"type":"port","scan":1,"host":"198.18.0.2","name":null,"port":81,"protocol":"tcp","state":"open|filtered",\
        "reason":"no-response","technique":"syn","ttl":null,"rtt_us":null,"tries":1,"by":{}}
        {"type":"counts","scan":1,"host":"198.18.0.2","closed":65525,"filtered":0}
        {"type":"host","scan":1,"host":"198.18.0.2","state":"up","reason":"reset","rtt_us":97}

        """)
  }

  @Test("closed and filtered ports are counted, or listed, never both")
  func allPorts() throws {
    let events: [RunEvent] = [
      .port(Samples.port(80, .closed, .reset)), .port(Samples.port(81, .filtered, .noResponse)),
      .counts(Samples.counts),
    ]
    #expect(try lines(events).split(separator: "\n").map { $0.prefix(15) } == [#"{"type":"counts"#])
    #expect(
      try lines(events, allPorts: true).split(separator: "\n").map { $0.prefix(14) } == [
        #"{"type":"port""#, #"{"type":"port""#,
      ])
  }

  @Test("what the script says")
  func script() throws {
    let table = TableRecord(columns: ["host", "port"], rows: [[.init(text: "a"), .init(text: "1", isNumber: true)]])
    let events: [RunEvent] = [
      .emit(EmittedRecord(kind: "service", host: Samples.host, port: 80, fields: Samples.finding.fields)),
      .emit(EmittedRecord(kind: "total", host: nil, port: nil, fields: [])),
      .finding(Samples.finding),
      .expect(
        ExpectRecord(ok: false, text: "never open 23", detail: [ExpectDetail("198.18.0.2 23/tcp")], place: "a.scan:1:1")
      ),
      .expect(ExpectRecord(ok: nil, text: "x", detail: [], place: "")),
      .text("two\nlines\u{1B}[31m"), .table(table),
      .error(
        ErrorRecord(
          code: "S0610", text: "out of scope", host: Samples.host, port: 443, count: 37, handler: "on open",
          diagnostic: nil, causes: [])),
      .summary(Samples.summary),
    ]
    #expect(
      try lines(events) == #"""
        {"type":"emit","kind":"service","host":"198.18.0.2","port":80,"fields":{"expires":"2026-12-31"}}
        {"type":"emit","kind":"total","host":null,"port":null,"fields":{}}
        {"type":"finding","level":"medium","text":"certificate expires soon","host":"198.18.0.2","port":443,"protocol":"tcp","fields":{"expires":"2026-12-31"}}
        {"type":"expect","ok":false,"text":"never open 23","detail":[{"text":"198.18.0.2 23/tcp"}]}
        {"type":"expect","ok":null,"text":"x","detail":[]}
        {"type":"output","text":"two\nlines\u001b[31m"}
        {"type":"output","text":"HOST  PORT\na        1"}
        {"type":"error","code":"S0610","text":"out of scope","host":"198.18.0.2","port":443,"count":37}
        {"type":"summary","outcome":"pass","exit":0,"sent":65545,"received":65535,"retransmitted":10,"elapsed_us":301220,"coverage":1.0,"coverage_low":1.0,"coverage_high":1.0,"hosts_up":1,"open":10,"missed":0,"lookups":0}

        """#)
  }
}
