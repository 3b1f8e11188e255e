// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang
import Testing

@testable import ScanRuntime

@Suite("scope files")
struct ScopeFileTests {
  private static let today = CalendarDate(year: 2026, month: 7, day: 15) ?? Instant.epoch.date

  private static let acme = """
    ## What ACME signed on 2026-06-20.
    scope "acme-2026-q3" {
      allow  203.0.113.0/24, 2001:db8:40::/48
      allow  "192.0.2.1-3" except 192.0.2.2
      deny   203.0.113.7, ::ffff:203.0.113.8
      valid  2026-07-01 until 2026-09-30
      using  connect, syn, ack, fin
      rate   500/s, 50/s per host
      ticket "PT-1182"
    }

    """

  private func read(_ text: String, on day: String = "2026-07-15") throws(ScopeFile.Failure) -> Scope {
    try ScopeFile.read(SourceFile(name: "scope.scan", text: text), today: CalendarDate(day) ?? Self.today)
  }

  /// Codes of what is wrong with a file.
  private func codes(_ text: String) -> [String] {
    do throws(ScopeFile.Failure) {
      _ = try read(text)
      return []
    } catch {
      switch error {
      case .invalid(let diagnostics): return diagnostics.map(\.code.text)
      case .outsidePeriod(let diagnostic): return [diagnostic.code.text]
      }
    }
  }

  @Test("everything that the language reference shows")
  func whole() throws {
    let scope = try read(Self.acme)
    #expect(scope.name == "acme-2026-q3")
    #expect(scope.ticket == "PT-1182")
    #expect(scope.techniques == ["connect", "syn", "ack", "fin"])
    #expect(scope.rate == Rate("500/s") && scope.ratePerHost == Rate("50/s"))
    #expect(scope.hash == "sha256:" + SHA256.hex(Array(Self.acme.utf8)))
    #expect(scope.validity?.lowerBound.description == "2026-07-01")
    for (text, isPermitted) in [
      ("203.0.113.6", true), ("203.0.113.7", false), ("203.0.113.8", false), ("::ffff:203.0.113.6", true),
      ("2001:db8:40::1", true), ("2001:db8:41::1", false), ("192.0.2.1", true), ("192.0.2.2", false),
      ("10.0.0.1", false),
      ("127.0.0.1", false),
    ] {
      #expect(scope.permits(Samples.address(text)) == isPermitted, "\(text)")
    }
  }

  @Test("the period is inclusive, and outside it nothing runs")
  func period() throws {
    #expect(throws: Never.self) { _ = try read(Self.acme, on: "2026-07-01") }
    #expect(throws: Never.self) { _ = try read(Self.acme, on: "2026-09-30") }
    for (day, headline) in [
      ("2026-10-01", "the scope \"acme-2026-q3\" expired on 2026-09-30"),
      ("2026-06-30", "the scope \"acme-2026-q3\" begins on 2026-07-01"),
    ] {
      do throws(ScopeFile.Failure) {
        _ = try read(Self.acme, on: day)
        Issue.record("valid on \(day)")
      } catch {
        guard case .outsidePeriod(let diagnostic) = error else {
          Issue.record("\(error)")
          continue
        }
        #expect(diagnostic.headline == headline)
        #expect(diagnostic.label == "today is \(day) (UTC)")
      }
    }
  }

  @Test(
    "what is no scope file",
    arguments: [
      ("", "S0701"), ("print(1)", "S0701"), ("scope 10.0.0.0/8", "S0701"),
      ("scope \"a\" { allow 10.0.0.0/8 }\nscope \"b\" { allow 10.0.0.0/8 }", "S0701"),
      ("scope \"a\" { deny 10.0.0.1 }", "S0704"), ("scope \"a\" { allow \"www.example.org\" }", "S0702"),
      ("scope \"a\" { allow edge }", "S0702"), ("scope \"a\" { allow \"10.0.0.\\(1)\" }", "S0702"),
      ("scope \"a\" { allow 10.0.0.0/8; ticket \"x\"; ticket \"y\" }", "S0242"),
      ("scope \"a\" { allow 10.0.0.0/8; rate 1/s; rate 2/s }", "S0242"),
      ("scope \"a\" { allow 10.0.0.0/8; rate 1/s, 2/s }", "S0703"),
      ("scope \"a\" { allow 10.0.0.0/8; valid 2026-09-30 until 2026-07-01 }", "S0705"),
      ("scope \"a\" { allow 10.0.0.0/8; valid today() until 2026-07-01 }", "S0702"),
      ("scope \"a\" { allow 10.0.0.0/8; rate 5 }", "S0702"),
    ])
  func bad(text: String, code: String) {
    #expect(codes(text) == [code])
  }

  @Test("what the parser rejects is passed on")
  func syntax() {
    #expect(!codes("scope \"a\" { allow 10.0.0.5/24 }").isEmpty)
    #expect(!codes("scope \"a\" { permit 10.0.0.0/8 }").isEmpty)
    #expect(!codes("scope \"a\" {").isEmpty)
    #expect(!codes("scope \"a\" { allow 10.0.0.0/8 }\n\u{0}").isEmpty)
  }

  @Test("sets on the command line")
  func literal() {
    #expect((try? TargetSet.literal("10.0.0.0/30, 192.0.2.1 except 10.0.0.1").get().description) != nil)
    #expect(TargetSet.literal("10.0.0.0/30 except 10.0.0.1").success?.count == 3)
    #expect(TargetSet.literal("10.0.0.10-20").success?.count == 11)
    #expect(TargetSet.literal("\"10.0.0-1.1\"").success?.count == 2)
    for text in ["", "example.org", "\"example.org\"", "10.0.0.5/24", "10.0.0.1\nprint(1)", "f()"] {
      #expect(TargetSet.literal(text).success == nil, "\(text)")
    }
  }
}

extension Result {
  fileprivate var success: Success? { try? get() }
}
