// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang
import Testing

@testable import ScanRuntime

@Suite("text report")
struct TextReporterTests {
  private func report(
    _ events: [RunEvent], style: TerminalStyle = .plain, allPorts: Bool = false, isVerbose: Bool = false
  ) throws -> String {
    let recorder = Recorder()
    let reporter = TextReporter(output: recorder.writer(), style: style, allPorts: allPorts, isVerbose: isVerbose)
    for event in events { try reporter.report(event) }
    return recorder.text
  }

  @Test("open ports that a proxy answers for are counted, not listed")
  func proxied() throws {
    var host = Samples.up
    host.proxy = .everythingOpen
    var events: [RunEvent] = [.run(Samples.header), .scan(Samples.scan)]
    events += (1...17).map { .port(Samples.port($0)) }
    events += [
      .port(Samples.port(161, [.open, .filtered], .noResponse)), .counts(Samples.counts), .host(host),
      .summary(Samples.summary),
    ]
    let brief = try report(events)
    #expect(brief.contains("\n  everything is open: 17 TCP ports answer alike, as a SYN proxy, a tarpit or a"))
    #expect(brief.contains("\n  17 open (syn-ack), listed with --verbose, 65525 closed (reset)\n"))
    #expect(brief.contains("161/tcp") && !brief.contains(" 17/tcp"))
    let long = try report(events, isVerbose: true)
    #expect(long.contains("everything is open") && long.contains(" 17/tcp") && !long.contains("listed with"))
    // Few ports are listed, whoever answers; and without a proxy all are.
    #expect(
      try report(events.filter { if case .port(let port) = $0 { port.port != 17 } else { true } }).contains(" 16/tcp"))
    host.proxy = nil
    events[events.count - 2] = .host(host)
    #expect(try report(events).contains(" 17/tcp"))
  }

  @Test("a whole run at 80 columns")
  func snapshot() throws {
    let long = "Redis answers INFO without a password, and its version is one for which remote code execution is known"
    let events: [RunEvent] = [
      .run(Samples.header), .scan(Samples.scan), .text("starting"),
      .port(Samples.port(6379, service: "redis", tries: 2)),
      .port(Samples.port(22, service: "ssh", rtt: 1_118, by: [("ack", .unfiltered)])),
      .port(Samples.port(161, [.open, .filtered], .noResponse, rtt: nil, ttl: nil, tries: 3)),
      .counts(Samples.counts), .host(Samples.up),
      .emit(
        EmittedRecord(
          kind: "answer", host: Samples.host, port: 22,
          fields: [FieldRecord(name: "banner", json: "\"x\"", text: "SSH-2.0-OpenSSH_9.2")])),
      .finding(Samples.finding),
      .finding(
        FindingRecord(
          level: .critical, text: long, host: Samples.host, port: 6379, transport: .tcp, fields: [])),
      .expect(ExpectRecord(ok: true, text: "always open 22", detail: [], place: "triage.scan:9:3")),
      .expect(
        ExpectRecord(
          ok: false, text: "never open 6379", detail: [ExpectDetail("198.18.0.2 6379/tcp is open")],
          place: "triage.scan:10:3")),
      .summary(
        RunSummary(
          outcome: .fail, exit: 1, sent: 65545, received: 65535, retransmitted: 10, elapsed: 301_220, coverage: 0.9996,
          hostsUp: 1, open: 2, reasons: ["a handler failed"])),
    ]
    let text = try report(events)
    #expect(
      text == """
        starting

        triage.scan, 2026-07-01T00:00:00Z, scope acme-2026-q3 (PT-1182)
          sha256:0123456789ab, seed 7

        198.18.0.2: up, reset, 97us
          PORT      STATE          SERVICE  REASON       TTL    RTT  TRIES  ACK
          22/tcp    open           ssh      syn-ack       64  1.1ms      1  unfiltered
          161/tcp   open|filtered           no-response                  3
          6379/tcp  open           redis    syn-ack       64  118us      2
          65525 closed (reset)

        answer
          HOST        PORT  BANNER
          198.18.0.2    22  SSH-2.0-OpenSSH_9.2

        findings
          critical  Redis answers INFO without a password, and its version is one for
                    which remote code execution is known
                    198.18.0.2 6379/tcp
          medium    certificate expires soon
                    198.18.0.2 443/tcp
                    expires: 2026-12-31

        expectations
          failed  never open 6379
                  198.18.0.2 6379/tcp is open
                  at triage.scan:10:3
          ok      always open 22

          inconclusive: a handler failed
        fail: 1 host up, 2 open, 65545 sent, 65535 answers, 0.30s, coverage 99.96%

        """)
    let widths = text.split(separator: "\n").map { TerminalText.width(String($0)) }
    #expect(widths.allSatisfy { $0 <= 80 }, "\(text)")
  }

  @Test("of how many hosts were asked for, where some did not answer")
  func hostsUp() throws {
    var summary = Samples.summary
    for (up, targets, text) in [
      (1, 1, "pass: 1 host up, "), (1, 2, "pass: 1 of 2 hosts up, "), (0, 1, "pass: 0 of 1 hosts up, "),
      (2, nil, "pass: 2 hosts up, "),
    ] as [(Int, UInt64?, String)] {
      (summary.hostsUp, summary.targets) = (up, targets)
      #expect(try report([.scan(Samples.scan), .summary(summary)]).contains(text))
    }
  }

  @Test("only what was seen is in the table")
  func columns() throws {
    let text = try report([
      .scan(Samples.scan), .port(Samples.port(7, rtt: nil, ttl: nil)), .summary(Samples.summary),
    ])
    #expect(text.contains("  PORT   STATE  REASON\n  7/tcp  open   syn-ack\n"))
  }

  @Test("hosts in order, IPv4 first; those with nothing to show in one line each")
  func hosts() throws {
    var events: [RunEvent] = [.scan(Samples.scan)]
    for text in ["2001:db8::1", "198.18.0.10", "198.18.0.9"] {
      let address = Samples.address(text)
      events.append(
        .counts(
          HostCounts(
            scan: 1, host: address, closed: 2, closedReason: .connRefused, filtered: 1, filteredReason: .noResponse)))
      events.append(.host(HostRecord(scan: 1, host: address, name: "n", isUp: true, reason: .connRefused, rtt: nil)))
    }
    events.append(.summary(Samples.summary))
    let rest = "(n): up, 2 closed (conn-refused), 1 filtered (no-response)\n"
    #expect(try report(events).hasPrefix("198.18.0.9 \(rest)198.18.0.10 \(rest)2001:db8::1 \(rest)\n"))
  }

  @Test("many silent hosts are counted")
  func silent() throws {
    var events: [RunEvent] = [.scan(Samples.scan)]
    for last in UInt32(1)...200 {
      let address = Address(v4: 0xC612_0000 + last)
      events.append(.host(HostRecord(scan: 1, host: address, name: nil, isUp: false, reason: .noResponse, rtt: nil)))
    }
    events.append(.summary(Samples.summary))
    #expect(try report(events).hasPrefix("200 hosts without an answer\n\n"))
    #expect(try report(events, isVerbose: true).contains("198.18.0.200: no answer, no ports asked\n"))
  }

  @Test("hosts of which a router spoke are not without an answer")
  func toldOf() throws {
    func events(_ hosts: UInt32) -> [RunEvent] {
      let records = (1...hosts).map { last in
        RunEvent.host(
          HostRecord(
            scan: 1, host: Address(v4: 0xC612_0000 + last), name: nil, isUp: false,
            reason: last == 1 ? .noResponse : .hostUnreach, rtt: nil))
      }
      return [.scan(Samples.scan)] + records + [.summary(Samples.summary)]
    }
    #expect(try report(events(2)).contains("198.18.0.2: down, host-unreach, no ports asked\n"))
    #expect(try report(events(200)).hasPrefix("1 host without an answer\n199 hosts down (host-unreach)\n\n"))
  }

  @Test("what makes a run inconclusive is no reason for its failure")
  func reasons() throws {
    var summary = Samples.summary
    summary.reasons = ["an expectation could not be judged"]
    for (outcome, word) in [(RunOutcome.fail, "inconclusive"), (.inconclusive, "inconclusive"), (.refused, "refused")] {
      summary.outcome = outcome
      let text = try report([.scan(Samples.scan), .summary(summary)])
      #expect(text.contains("  \(word): an expectation could not be judged\n\(outcome.rawValue): "), "\(text)")
    }
  }

  @Test("closed ports one by one where they were asked for")
  func allPorts() throws {
    let events: [RunEvent] = [
      .scan(Samples.scan), .port(Samples.port(1, .closed, .reset)), .counts(Samples.counts), .summary(Samples.summary),
    ]
    #expect(!(try report(events)).contains("1/tcp"))
    let all = try report(events, allPorts: true)
    #expect(all.contains("1/tcp") && !all.contains("65525"))
  }

  @Test("several scans have headings, names show their addresses")
  func scans() throws {
    var second = Samples.scan
    second.scan = 2
    second.ports = 1
    second.resolved = [("www.example.org", [Samples.host])]
    let text = try report([.scan(Samples.scan), .scan(second), .summary(Samples.summary)])
    #expect(
      text.hasPrefix(
        "scan 1: 198.18.0.2, 65535 ports, syn\n\nscan 2: 198.18.0.2, 1 port, syn\n  www.example.org is 198.18.0.2\n\n"))
  }

  @Test("a script that only prints has no report, unless it did not pass")
  func printing() throws {
    #expect(try report([.run(Samples.header), .text("42"), .summary(Samples.summary)]) == "42\n")
    var failed = Samples.summary
    failed.outcome = .inconclusive
    failed.reasons = ["the time is up"]
    let text = try report([.text("42"), .summary(failed)])
    #expect(text.hasPrefix("42\n\n  inconclusive: the time is up\ninconclusive: 1 host up"))
  }

  @Test("the summary is one line of at most 80 columns whatever the numbers")
  func summary() throws {
    var large = Samples.summary
    large.outcome = .inconclusive
    large.sent = 9_876_543_210_987
    large.received = 9_876_543_210_987
    large.retransmitted = 9_876_543_210_987
    large.elapsed = 987_654_321_000
    large.hostsUp = 1_000_000
    large.open = 10_000_000
    large.coverage = 0.99999
    var doubtful = large
    doubtful.coverageBounds = 0.9...0.99999
    for summary in [Samples.summary, large, doubtful] {
      let text = try report([.scan(Samples.scan), .summary(summary)])
      #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(text)")
    }
    #expect(FigureText.percent(0.99999) == "99.99%")
  }

  @Test("the coverage says what else it may be, rounded outwards, where that is not the figure alone")
  func coverageBounds() throws {
    var summary = Samples.summary
    summary.coverage = 0.982
    summary.coverageBounds = 0.97909...0.98501
    #expect(try report([.scan(Samples.scan), .summary(summary)]).hasSuffix("coverage 98.20% (97.90-98.51%)\n"))
    summary.coverage = 1
    summary.coverageBounds = 0.99999...1
    #expect(try report([.scan(Samples.scan), .summary(summary)]).hasSuffix("coverage 100% (99.99-100%)\n"))
    summary.coverageBounds = 1...1
    #expect(try report([.scan(Samples.scan), .summary(summary)]).hasSuffix("coverage 100%\n"))
    summary.coverageBounds = 0.5...1
    summary.isLossMeasured = false
    #expect(try report([.scan(Samples.scan), .summary(summary)]).hasSuffix("coverage 100% (loss not measured)\n"))
  }

  @Test("control characters are written out, colours are not")
  func hostile() throws {
    let evil = "\u{1B}]0;x\u{7}\r\u{9B}"
    let field = FieldRecord(name: evil, json: "1", text: evil)
    let events: [RunEvent] = [
      .text(evil), .table(TableRecord(columns: [evil], rows: [[.init(text: evil)]])), .scan(Samples.scan),
      .port(Samples.port(1, service: evil)), .emit(EmittedRecord(kind: evil, host: nil, port: nil, fields: [field])),
      .finding(FindingRecord(level: .high, text: evil, host: nil, port: nil, transport: nil, fields: [field])),
      .expect(ExpectRecord(ok: false, text: evil, detail: [ExpectDetail(evil)], place: evil)),
      .summary(Samples.summary),
    ]
    let text = try report(events)
    #expect(!text.unicodeScalars.contains { $0 != "\n" && ($0.value < 0x20 || (0x7F...0x9F).contains($0.value)) })
    let coloured = try report(events, style: TerminalStyle(isColored: true))
    #expect(!coloured.contains("\u{1B}]") && coloured.contains("\u{1B}[32mopen\u{1B}[0m"))
  }

  @Test("a record that says its own place has one column for it")
  func ownPlace() throws {
    func text(_ fields: [FieldRecord]) throws -> [String] {
      let record = EmittedRecord(kind: "banner", host: Samples.host, port: 80, fields: fields)
      return try report([.emit(record), .summary(Samples.summary)]).split(separator: "\n").map(String.init)
    }
    let own = try text([
      FieldRecord(name: "host", json: "", text: "\(Samples.host)"), FieldRecord(name: "port", json: "", text: "80/tcp"),
    ])
    #expect(own.contains { $0.split(separator: " ") == ["HOST", "PORT"] })
    #expect(own.contains { $0.contains("80/tcp") })
    let other = try text([FieldRecord(name: "host", json: "", text: "192.0.2.77")])
    #expect(other.contains { $0.split(separator: " ") == ["HOST", "PORT", "HOST"] })
  }
}
