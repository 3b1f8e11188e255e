// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

/// A program around the language that knows a few things.
private struct Surroundings: CompletionSurroundings {
  func type(ofSlot slot: Int) -> ValueType? { .record(.portResult) }
  func keys(ofSlot slot: Int) -> [String] { ["speed"] }
  func targets(beginningWith word: String) -> [CompletionCandidate] {
    ["10.0.0.0/24", "10.0.0.7", "2001:db8::1"].map { CompletionCandidate($0, "") }
  }
  func ports(beginningWith word: String) -> [CompletionCandidate] {
    ["443", "53/udp"].map { CompletionCandidate($0, "") }
  }
  func outputs(beginningWith path: String) -> [CompletionCandidate] { [CompletionCandidate("out.json", "")] }
  func files(beginningWith path: String, suffix: String?) -> [CompletionCandidate] {
    [CompletionCandidate("in" + (suffix ?? ".txt"), "")]
  }
  var matching = WordMatch.exact
  let services = ["https", "ssh"]
}

@Suite("Completing entries")
struct EntryCompleterTests {
  private let checker = SessionChecker(services: ["ssh"])

  init() throws {
    for text in [
      "let r = scan 10.0.0.1 ports 22, 80", "targets dmz = 10.0.0.0/24", "ports web = 80, 443",
      "fn twice(n: int, often = 2) {\n return n * often\n}", "var v = 1", "import \"std/services\"",
      "technique stray {\n send FIN\n RST => closed\n silence => open|filtered\n}", "let name = \"x\"",
    ] {
      let check = checker.check(text, name: "<entry>")
      checker.adopt(try #require(check.entry, "\(text): \(check.diagnostics.map(\.headline))"))
    }
  }

  private func complete(_ text: String) -> Completion {
    EntryCompleter(checker, Surroundings()).completion(of: text)
  }

  private func words(_ text: String) -> [String] { complete(text).candidates.map(\.text) }

  @Test(
    "one word goes on",
    arguments: [
      ("sho", "show"), ("let x = twi", "twice("), ("scan d", "dmz"), ("scan dmz po", "ports"),
      ("scan dmz ports w", "web"), ("scan dmz ports dyn", "dynamic_ports"), ("scan dmz ports top", "top_ports("),
      ("scan dmz using str", "stray"), ("scan dmz using syn, ud", "udp"), ("scan dmz using syn e", "else"),
      ("scan dmz ports 22 ex", "except"), ("scan dmz ports 22, 80 ti", "timeout"),
      ("scan dmz ports 22 {\n  dead", "deadline"), ("scan dmz { disc", "discover"), ("scan dmz order ran", "random"),
      ("scan dmz order random se", "seed"), ("scan dmz discover ar", "arp"), ("scan dmz rate 5k/s p", "per"),
      ("scan dmz { on fil", "filtered"), ("scan dmz { on open a", "as"), ("scan dmz { on open,cl", "closed"),
      ("scan dmz { on host d", "down"), ("scan dmz { on open w", "web"),
      ("show r.open col", "columns"), ("show r.open columns por", "port"), ("show r.open columns port, ser", "service"),
      ("show r.open sort rt", "rtt"), ("show r.open sort rtt de", "desc"), ("show r.hosts columns add", "address"),
      ("save r t", "to"), ("save r to \"x\" as js", "json"), ("expect r {\n al", "always"),
      ("expect r { never op", "open"), ("expect r { never open 80 o", "on"), ("expect r { same a", "as"),
      ("expect r { never open 80 on d", "dmz"), ("finding hi", "high"), ("finding low \"x\" a", "at"),
      ("probe(1.2.3.4, 80, us", "using:"), ("probe(1.2.3.4, 80, using: xm", "xmas"),
      ("twice(of", "often:"), ("fn f(a: rat", "rate"), ("fn f(a: int) -> str", "string"), ("for x i", "in"),
      ("r.cov", "coverage"), ("r.open.fir", "first"), ("r.open.first?.serv", "service"), ("name.up", "upper()"),
      ("r.open.where(p => p.sta", "state"), ("scan dmz { on open as p { print(p.nam", "name"),
      ("scan dmz { on host done as h { h.addr", "address"), ("let big = r\nbig.cove", "coverage"),
      ("print(\"x \\(r.elap", "elapsed"), ("(scan dmz ports 22 ret", "retries"), ("services.we", "web"),
      ("v.rea", "reason"), ("v.spe", "speed"), ("technique t {\n send F", "FIN"),
      ("technique t {\n RST => clo", "closed"), ("technique t {\n sile", "silence"), ("limits { pack", "packets"),
      ("network n { host 10.0.0.1 { rej", "reject"), ("import \"std/serv", "std/services"), ("import \"i", "in.scan"),
      ("save r to \"o", "out.json"), ("read_lines(\"i", "in.txt"), ("scan dmz ports \"ht", "https"),
      ("let x = try tls(r.open.first) el", "else"), ("if r.open.first.state == clo", "closed"),
      ("let a = 1; sho", "show"), ("if true { let a = 1; sho", "show"), ("import \"a.scan\"", " as"),
      ("save r to \"x\"", " as"), ("show (r.open)", " columns"), ("let m = {speed: 1}\nm.key", "keys()"),
      ("match 1 { 1 => sho", "show"), ("let loc = 1\nprint(lo", "loc"), ("test \"t\" wi", "with"),
    ])
  func goesOn(_ text: String, _ word: String) {
    #expect(words(text).contains(word), "\(words(text))")
    #expect(complete(text).candidates.allSatisfy { word.hasPrefix($0.text) || !$0.text.isEmpty })
  }

  @Test(
    "addresses, networks and ports are one word",
    arguments: [
      ("scan 10.0.0.0/", "10.0.0.0/24", 5), ("scan 10.0.0.7, 2001:db8", "2001:db8::1", 15),
      ("scan dmz ports 4", "443", 15), ("scan dmz ports 443/", "443/tcp", 15), ("scan dmz ports 53/u", "53/udp", 15),
      ("probe(10.0", "10.0.0.7", 6), ("scan dmz ports 22, 44", "443", 19),
      ("scan 10.0.0.1-10.0.0.7, 10.", "10.0.0.7", 24),
    ])
  func literals(_ text: String, _ word: String, _ start: Int) {
    #expect(words(text).contains(word), "\(words(text))")
    #expect(complete(text).start == start)
  }

  @Test(
    "nothing is offered where nothing is known",
    arguments: ["# sho", "print(\"sho", "let sho", "r\"sho", "scan dmz { on open as sho", "r.nosuch", "nosuch.sta"])
  func nothing(_ text: String) { #expect(words(text).isEmpty, "\(words(text))") }

  @Test(
    "what was forgotten on an earlier line hides nothing on the next",
    arguments: [
      ("fn f() {\n  print(\"oops\n  , r.cov", "coverage"), ("if true {\n  let a = \"x\n  r.cov", "coverage"),
      ("scan dmz {\n  # on open as \"p\n  dead", "deadline"), ("if true {\n  let a = r\"x\n  sho", "show"),
      ("for x in [1] {\n  print(\"a \\(x\n  , r.cov", "coverage"), ("print(b\"x\n  , r.cov", "coverage"),
      ("if true {\n  let a = 'x\n  r.open.fir", "first"), ("(\n  scan dmz # ports\n  usi", "using"),
    ])
  func forgotten(_ text: String, _ word: String) { #expect(words(text).contains(word), "\(words(text))") }

  @Test("capital letters and dashes go on with others where the user said so")
  func cases() {
    func words(_ text: String, _ matching: WordMatch) -> [String] {
      EntryCompleter(checker, Surroundings(matching: matching)).completion(of: text).candidates.map(\.text)
    }
    let folding = WordMatch(ignoresCase: true, mapsDashes: false)
    #expect(words("SHO", .exact).isEmpty)
    #expect(words("SHO", folding) == ["show"])
    #expect(words("scan dmz ports 22 PO", folding).contains("ports") == false)
    #expect(words("technique t {\n send fi", folding) == ["FIN"])
    let both = WordMatch(ignoresCase: true, mapsDashes: true)
    #expect(!words("r.open_f", folding).isEmpty && words("R.open", folding).isEmpty)
    #expect(
      EntryCompleter(checker, Surroundings(matching: both)).completion(of: "r.OPEN_").candidates.map(\.text) == [
        "open_filtered"
      ])
    let common = Completion(
      start: 0, word: "op", ["open_a", "OPEN-b"].map { CompletionCandidate($0, "") }, matching: both)
    #expect(common.commonPrefix == "open_")
  }

  @Test("a clause that was given is not offered again, one behind an operand that is wanted neither")
  func given() {
    #expect(!words("scan dmz ports 22 rate 5/s ").contains("rate"))
    #expect(words("scan dmz ports 22 rate 5/s ").contains("timeout"))
    #expect(!words("scan dmz rate 5/s {\n  ").contains("rate"))
    #expect(words("scan dmz ports ").contains("web"))
    #expect(!words("scan dmz ports ").contains("timeout"))
    #expect(!words("probe(1.2.3.4, using: syn, ").contains("using:"))
  }

  @Test("what a value is compared with has its type")
  func compared() {
    for text in [
      "r.open.where(p => p.state == ", "if r.open.first.state != ", "r.open.first.state in ",
      "match r.open.first.state { ", "match r.open.first.state {\n  closed => 1\n  ",
      "for p in r.open { if p.state == ",
    ] {
      #expect(words(text).first == "open" && words(text).contains("filtered"), "\(text): \(words(text))")
    }
    #expect(words("r.open.where(p => p.technique == ").contains("stray"))
    #expect(words("r.open.where(p => p.port == ").contains("443"))
    #expect(words("r.open.where(p => p.port == 44") == ["443"])
    #expect(words("r.open.where(p => p.host == 10.0.0.7").contains("10.0.0.7"))
    #expect(words("if r.open.first.reply?.flags has ").contains("SYN"))
    #expect(!words("if 1 == ").contains("open"))
    #expect(words("finding ") == ["info", "low", "medium", "high", "critical"])
    #expect(words("finding high \"x\" ") == ["at"])
  }

  @Test("names are offered where their type is wanted")
  func typed() {
    #expect(words("scan ").contains("dmz"))
    #expect(!words("scan ").contains("web"))
    #expect(!words("scan dmz ports ").contains("dmz"))
    #expect(words("scan dmz ports ").contains("443"))
  }

  @Test("names of a block end with it")
  func scopes() {
    #expect(words("for i in [1] {\n let inner = i\n print(inn").contains("inner"))
    #expect(!words("for i in [1] {\n let inner = i\n}\nprint(inn").contains("inner"))
    #expect(words("fn f(alpha, beta = g(1)) {\n print(be").contains("beta"))
    #expect(words("[1].map((left, right) => lef").contains("left"))
  }

  @Test("every candidate has what is common, and its place is that of the word")
  func common() {
    let found = complete("print(r.open_")
    #expect(found.start == 8)
    #expect(complete("show r.open columns h").start == 20)
    #expect(complete("r.f").commonPrefix == "fi")
    #expect(complete("r.filt").candidates.map(\.text) == ["filtered"])
    #expect(complete("").candidates.contains { $0.text == "scan" && !$0.summary.isEmpty })
  }

  @Test("any text may be completed, and the session stays as it was")
  func anything() throws {
    let pieces = [
      "scan", " ", "(", "{", "[", "\"", "\\(", ")", "}", "]", ".", ",", "on", "ports", "=>", "=", "\n", "as", "x", "22",
      "expect", "show", "match", "#", "|", ";", "else", "fn", "for", ":",
    ]
    var state: UInt64 = 7
    for _ in 0..<400 {
      var text = ""
      for _ in 0..<14 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      let found = complete(text)
      #expect(found.start <= text.utf8.count)
      #expect(found.candidates.allSatisfy { !$0.text.isEmpty })
    }
    #expect(checker.names == ["dmz", "name", "r", "services", "stray", "twice", "v", "web"])
    _ = try #require(checker.check("r.open", name: "<entry>").entry)
  }
}
