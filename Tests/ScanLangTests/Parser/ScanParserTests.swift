// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

@Suite("Parser: scan")
struct ScanParserTests {
  @Test(
    "every clause",
    arguments: [
      ("ports 22, 80-90, 53/udp except 85", "(ports (set 22 80-90 53/udp (except 85)))"),
      ("using syn, udp else connect", "(using syn udp (else connect))"),
      ("using flags(SYN|PSH, silence: filtered)", "(using (call flags (| SYN PSH) (silence: filtered)))"),
      ("rate 2k/s", "(rate 2k/s)"),
      ("rate pace, 50/s per host", "(rate pace (per-host 50/s))"),
      ("retries 2", "(retries 2)"),
      ("timeout 800ms", "(timeout 800ms)"),
      ("deadline 20m", "(deadline 20m)"),
      ("order random", "(order random)"),
      ("order random seed 7", "(order random (seed 7))"),
      ("order sequential", "(order sequential)"),
      ("discover none", "(discover none)"),
      ("discover auto", "(discover auto)"),
      ("discover icmp, arp, syn(443), udp(53)", "(discover icmp arp (call syn 443) (call udp 53))"),
      ("followups 4 per host, 256 total", "(followups (per-host 4) (total 256))"),
      ("followups 256 total", "(followups (total 256))"),
      ("confirm 2", "(confirm 2)"),
      ("keep all", "(keep all)"),
      ("keep open", "(keep open)"),
      ("via \"eth0\"", "(via \"eth0\")"),
      ("source_port 53", "(source_port 53)"),
      ("ttl 64", "(ttl 64)"),
      ("shard 1 of 4", "(shard 1 (of 4))"),
    ])
  func clauses(text: String, tree: String) {
    check("scan dmz \(text)", "(scan (set dmz) \(tree))")
    check("scan dmz { \(text) }", "(scan (set dmz) \(tree))")
    check("scan dmz {\n  \(text)\n  on done { }\n}", "(scan (set dmz) \(tree) (on done (do)))")
    check("scan dmz \(text) deadline_of_mine", reports: ["S0241 deadline_of_mine"])
  }

  @Test("the table of clause words names every clause with an example that parses")
  func clauseTable() {
    for row in ClauseWord.rows(in: .scan) {
      #expect(summary(parse("scan dmz {\n  \(row.example)\n}")) == [])
    }
    for row in ClauseWord.rows(in: .expect) { #expect(summary(parse("expect r { \(row.example) }")) == []) }
    for row in ClauseWord.rows(in: .scope) { #expect(summary(parse("scope \"a\" { \(row.example) }")) == []) }
    for row in ClauseWord.rows(in: .limits) { #expect(summary(parse("limits { \(row.example) }")) == []) }
    for row in ClauseWord.rows(in: .network) { #expect(summary(parse("network n { \(row.example) }")) == []) }
    for row in ClauseWord.rows(in: .host) { #expect(summary(parse("network n { host a { \(row.example) } }")) == []) }
    for row in ClauseWord.rows(in: .show) { #expect(summary(parse("show r \(row.example)")) == []) }
    for row in ClauseWord.rows(in: .technique) where row.word != "send" && row.word != "connect" {
      #expect(summary(parse("technique t { send SYN; \(row.example) }")) == [])
    }
    for row in ClauseWord.rows(in: .handler) {
      #expect(summary(parse("scan a { \(row.example.replacing("…", with: "")) }")) == [])
    }
    #expect(ClauseWord.all.allSatisfy { !$0.documentation.isEmpty })
  }

  @Test("targets and clauses on one line")
  func header() {
    check(
      "scan a, b | c except d ports web using syn", "(scan (set a (| b c) (except d)) (ports (set web)) (using syn))")
    check("scan targets(a) ports ports(22)", "(scan (set (call targets a)) (ports (set (call ports 22))))")
    check("return scan a retries 1", "(return (scan (set a) (retries 1)))")
    check("scan rate rate rate", "(scan (set rate) (rate rate))")
    check("scan a ports 22, 80, { on done {} }", "(scan (set a) (ports (set 22 80)) (on done (do)))")
    check("scan a {\n  ports 22,\n  retries 1\n}", "(scan (set a) (ports (set 22)) (retries 1))")
  }

  @Test(
    "every handler",
    arguments: [
      ("on open as p", "(on open (as p) (do))"),
      ("on open", "(on open (do))"),
      ("on open, open|filtered as p", "(on open open|filtered (as p) (do))"),
      ("on open 443, 53/udp as p", "(on open (set 443 53/udp) (as p) (do))"),
      ("on filtered tcp(web, 22) except 80 as p", "(on filtered (set (call tcp web 22) (except 80)) (as p) (do))"),
      ("on any as p", "(on any (as p) (do))"),
      ("on any 22 as p", "(on any (set 22) (as p) (do))"),
      ("on host up, down as h", "(on (host up down) (as h) (do))"),
      ("on host done as h", "(on host-done (as h) (do))"),
      ("on done as r", "(on done (as r) (do))"),
      ("on error as e", "(on error (as e) (do))"),
    ])
  func handlers(text: String, tree: String) {
    check("scan a { \(text) { } }", "(scan (set a) \(tree))")
    check("scan a {\n  retries 1; \(text) {\n  }\n}", "(scan (set a) (retries 1) \(tree))")
  }

  @Test("statements in a handler, and a scan within")
  func nested() {
    check(
      "scan a {\n  on open as p {\n    let r = scan p.host ports 1-100\n    show r.open\n  }\n}",
      "(scan (set a) (on open (as p) (do (let r (scan (set (. p host)) (ports (set 1-100)))) (show (. r open)))))")
  }

  @Test("the design's own examples")
  func design() {
    for text in corpus { #expect(summary(parse(text)) == []) }
    #expect(
      parse(playbook).documentation
        == "Nightly check of the DMZ: who answers, is anything new, do certificates last?")
    #expect(parse(prelude).statements.count == 9)
  }

  @Test("the header's span ends before the body")
  func headerSpan() throws {
    let tree = parse("scan a { on open 443 as p { x } }")
    guard case .expression(let value) = tree.statements[0].kind, case .scan(let scan) = value.kind else {
      Issue.record("no scan")
      return
    }
    #expect(tree.source.text(scan.handlers[0].header) == "on open 443 as p")
    #expect(tree.source.text(scan.keyword) == "scan")
    #expect(tree.source.text(scan.targets.span) == "a")
  }
}
