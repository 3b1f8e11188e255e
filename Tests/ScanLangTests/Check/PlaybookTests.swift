// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@testable import ScanLang

@Suite struct PlaybookTests {
  @Test func thePlanOfTheDesignIsClean() {
    let script = CheckedScript(
      """
      ## Nightly check of the DMZ: who answers, is anything new, do banners tell?

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
          let b = try banner(p) else none
          if b != none and b.starts_with("SSH") {
            finding medium "ssh on the web port" at p { banner: b.trim() }
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
        that   seen.coverage >= 99%
      }
      """)
    #expect(script.findings == [], "\(script.report)")
    let parameters = script.tree.statements.filter { if case .parameter = $0.kind { true } else { false } }
    #expect(parameters.map(\.documentation) == ["the network to check", nil])
  }

  @Test func theSecondOpinionOfTheDesignIsClean() {
    let script = CheckedScript(
      """
      network office seed 7 {
        delay 5ms-20ms
        loss  1%
        host 10.0.0.10 "web-1" {
          open   22 banner "SSH-2.0-OpenSSH_9.2\\r\\n"
          reject 2000-2009 with admin
          closed else
          limit  reset 100/s
        }
      }
      test "the audit tells a stateless filter" with office {
        let seen = scan 10.0.2.1 ports 80, 1500 using syn, ack
        expect seen.port(10.0.2.1, 1500/tcp).by(ack) == unfiltered, "ACK must pass"
      }
      """)
    #expect(script.findings == [], "\(script.report)")
  }

  @Test func parametersKeepTheirHelp() {
    let script = CheckedScript(
      "param dmz: targets = 127.0.0.1  ## the network\nparam pace: rate = 2k/s\nscan dmz rate pace")
    #expect(script.result.program?.parameters.map(\.help) == ["the network", nil], "\(script.report)")
  }

  @Test func thePreludeIsClean() {
    let prelude = Parser.parse(Prelude.source())
    #expect(prelude.diagnostics == [])
    let result = CheckedScript("").result
    #expect(result.diagnostics == [])
    #expect(
      result.program?.techniques.map(\.technique.name) == [
        "syn", "fin", "null", "xmas", "maimon", "ack", "window", "udp", "connect",
      ])
  }

  @Test func impossibleStatesAreExplained() throws {
    let script = CheckedScript("scan 127.0.0.1 ports 22 using fin {\n  on open as p { print(p) }\n}")
    let diagnostic = try #require(script.result.diagnostics.first)
    #expect(diagnostic.headline == "`fin` never reports `open`")
    #expect(diagnostic.notes == ["`fin` can report `closed`, `filtered` and `open|filtered`"])
    #expect(diagnostic.fixes.map(\.replacement) == ["open|filtered"])
    #expect(diagnostic.related.count == 2)
    #expect(diagnostic.related.last?.span.file == Prelude.fileNumber)
  }

  @Test func conditionsPointToTheDeclaration() throws {
    let script = CheckedScript("scan 127.0.0.1 ports 22 {\n  on open as p {\n    if p.service { print(p) }\n  }\n}")
    let diagnostic = try #require(script.result.diagnostics.first)
    #expect(diagnostic.headline == "`if` needs true or false, and this is a string or none")
    #expect(diagnostic.related.map { script.source.text($0.span) } == ["p"])
    #expect(diagnostic.fixes.map(\.replacement) == ["p.service != none"])
  }

  @Test func handlersPointToEmit() throws {
    let script = CheckedScript("var n = 0\nscan 127.0.0.1 ports 22 {\n  on open { n += 1 }\n}\nprint(n)")
    let diagnostic = try #require(script.result.diagnostics.first)
    #expect(diagnostic.notes.contains { $0.contains("emit") })
    #expect(diagnostic.related.map(\.span.start) == [4])
  }
}
