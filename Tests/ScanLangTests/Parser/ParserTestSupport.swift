// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

/// Parses text and prints its tree, one line a statement.
func printed(_ text: String) -> String {
  TreePrinter(flat: true).print(parse(text))
}

func parse(_ text: String) -> SyntaxTree {
  Parser.parse(SourceFile(name: "test.scan", text: text))
}

/// Parses text that must have no diagnostics, and compares its tree.
func check(_ text: String, _ tree: String, _ location: SourceLocation = #_sourceLocation) {
  let result = parse(text)
  #expect(summary(result) == [], sourceLocation: location)
  #expect(TreePrinter(flat: true).print(result) == tree, sourceLocation: location)
  #expect(brokenSpans(result) == [], sourceLocation: location)
}

/// Diagnostics as `S0201 what is underlined`.
func summary(_ tree: SyntaxTree) -> [String] {
  tree.diagnostics.map { "\($0.code.text) \(tree.source.text($0.span))" }
}

/// Parses text and compares its diagnostics: codes and what they underline.
func check(_ text: String, reports expected: [String], _ location: SourceLocation = #_sourceLocation) {
  let tree = parse(text)
  #expect(summary(tree) == expected, sourceLocation: location)
  #expect(brokenSpans(tree) == [], sourceLocation: location)
}

/// The text after applying the first repair of the only diagnostic.
func repaired(_ text: String, fix index: Int = 0) -> String {
  let tree = parse(text)
  guard let diagnostic = tree.diagnostics.first, diagnostic.fixes.indices.contains(index) else { return "no repair" }
  let fix = diagnostic.fixes[index]
  var bytes = Array(text.utf8)
  bytes.replaceSubrange(Int(fix.span.start)..<Int(fix.span.end), with: Array(fix.replacement.utf8))
  return String(decoding: bytes, as: UTF8.self)
}

/// What is wrong with a tree whatever its source: spans outside of the file or of their parent, numbers not unique.
func brokenSpans(_ tree: SyntaxTree) -> [String] {
  var walker = SpanWalker(size: tree.source.bytes.count)
  let whole = SourceSpan(start: 0, end: UInt32(tree.source.bytes.count))
  for statement in tree.statements { walker.visit(statement, in: whole) }
  for diagnostic in tree.diagnostics {
    let spans = [diagnostic.span] + diagnostic.related.map(\.span) + diagnostic.fixes.map(\.span)
    for span in spans where span.start > span.end || Int(span.end) > tree.source.bytes.count {
      walker.problems.append("\(diagnostic.code.text) points outside of the file")
    }
    if diagnostic.headline.isEmpty { walker.problems.append("\(diagnostic.code.text) without headline") }
  }
  if walker.largestID >= tree.nodeCount { walker.problems.append("a node number beyond nodeCount") }
  return walker.problems
}

/// The design's playbook of section 1.
let playbook = #"""
  ## Nightly check of the DMZ: who answers, is anything new, do certificates last?

  param dmz: targets = 127.0.0.1            ## the network to check
  param pace: rate = 2k/s

  ports web = 80, 443, 8000-8100
  ports never_outside = 23, 445, 3389

  technique fin_push {                      # a flag combination, and how to read its answers
    send FIN|PSH
    RST         => closed
    unreachable => filtered
    silence     => open|filtered
  }

  let seen = scan dmz ports web, never_outside, 22, 53/udp using syn, udp else connect {
    rate    pace, 50/s per host
    retries 2
    timeout 800ms

    on open 443 as p {
      let t = try tls(p) else none
      if t != none and t.certificate.not_after < now() + 21d {
        finding medium "certificate expires soon" at p { expires: t.certificate.not_after }
      }
    }
    on filtered tcp(web, 22) as p {
      if (try probe(p, using: ack) else none)?.state == unfiltered {
        let odd = probe(p, using: fin_push)
        finding low "SYN is dropped, ACK passes: a stateless filter" at p { fin_push: odd.state }
      }
    }
  }

  show seen.open columns host, port, service, rtt sort host
  expect seen {
    never  open never_outside
    same   as baseline("baselines/dmz.json")
  }
  """#

/// Section 4: the prelude.
let prelude = """
  technique syn     { send SYN;          SYN|ACK => open;   RST => closed;  unreachable => filtered;  silence => filtered }
  technique fin     { send FIN;          RST => closed;     unreachable => filtered;  silence => open|filtered }
  technique null    { send NONE;         RST => closed;     unreachable => filtered;  silence => open|filtered }
  technique xmas    { send FIN|PSH|URG;  RST => closed;     unreachable => filtered;  silence => open|filtered }
  technique maimon  { send FIN|ACK;      RST => closed;     unreachable => filtered;  silence => open|filtered }
  technique ack     { send ACK;          RST => unfiltered; unreachable => filtered;  silence => filtered }
  technique window  { send ACK;          RST if window > 0 => open;  RST => closed;  unreachable => filtered;  silence => filtered }
  technique udp     { send payload;      reply => open;  unreachable(port) => closed;  unreachable => filtered;  silence => open|filtered }
  technique connect { connect;           accepted => open;  refused => closed;  unreachable => filtered;  silence => filtered }
  """

/// Section 7: expectations.
let expectations = """
  expect seen {
    never  open 23, 445, 3389
    only   open 22, 443        on 198.51.100.10
    always open 443            on 198.51.100.20-29
    same   as baseline("dmz.json") ignoring service
    that   seen.coverage >= 99%
    waive  8443 on 198.51.100.14 until 2026-12-31 because "migration, NET-412"
  }
  """

/// Section 8: an operator's scope.
let scopeFile = """
  scope "acme-2026-q3" {
    allow  203.0.113.0/24, 2001:db8:40::/48
    deny   203.0.113.7
    valid  2026-07-01 until 2026-09-30
    using  connect, syn, ack, fin
    rate   500/s, 50/s per host
    ticket "PT-1182"
  }
  """

/// Section 10: a network and a test.
let simulation = #"""
  network office seed 7 {
    delay 5ms-20ms
    loss  1%
    host 10.0.0.10 "web-1" {
      open   22 banner "SSH-2.0-OpenSSH_9.2\r\n"
      open   80, 443
      reject 2000-2009 with admin          # admin, port, host, net or reset
      drop   135-139
      closed else                          # or drop else, reject else with …, open else
      limit  reset 100/s
    }
    hosts 10.0.1.0/24 { open 22;  open 161/udp reply b"\x30\x00";  drop else;  filter stateful }
    host  10.0.2.1    { open 80;  filter stateless 1000-1999;  closed else }
  }

  test "the audit tells a stateless filter" with office {
    let seen = scan 10.0.2.1 ports 80, 1500 using syn, ack
    expect seen.port(10.0.2.1, 1500/tcp).by(ack) == unfiltered, "ACK must pass"
  }
  """#

let corpus = [playbook, prelude, expectations, scopeFile, simulation]
