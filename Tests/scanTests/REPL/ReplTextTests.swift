// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang
import Testing

@testable import scan

@Suite("What is entered in a session")
struct ReplTextTests {
  @Test("commands, questions and code are told apart")
  func kinds() {
    #expect(ReplInput(":jobs") == .command(name: "jobs", arguments: ""))
    #expect(ReplInput("  :rate 500/s  2 ") == .command(name: "rate", arguments: "500/s  2"))
    #expect(ReplInput("::1") == .code)
    #expect(ReplInput(":") == .code)
    #expect(ReplInput("?xmas") == .help("xmas"))
    #expect(ReplInput("xmas?") == .help("xmas"))
    #expect(ReplInput("??xmas") == .source("xmas"))
    #expect(ReplInput("a ?? b") == .code)
    #expect(ReplInput("\"really?\"") == .code)
    #expect(ReplInput(" \n") == .nothing)
  }

  @Test("commands may be shortened as long as they are told apart")
  func commands() {
    #expect(MetaCommand.named("q")?.name == "quit")
    #expect(MetaCommand.named("canc")?.name == "cancel")
    #expect(MetaCommand.named("nothing") == nil)
    #expect(MetaCommand.unknown("qiut").text.contains("did you mean :quit?"))
    #expect(MetaCommand.named("t") == nil)
    #expect(MetaCommand.unknown("t").text.contains(":t may be :techniques, :time"))
    let names = MetaCommand.all.flatMap(\.names)
    #expect(Set(names).count == names.count)
  }

  @Test("what other prompts take for leaving and for help")
  func habits() {
    for text in ["exit", " quit() ", "\\q"] { #expect(ReplInput.habit(text, isDeclared: { _ in false }) == "quit") }
    #expect(ReplInput.habit("exit", isDeclared: { $0 == "exit" }) == nil)
    for text in ["help", "help()", ":?"] { #expect(ReplInput.habit(text, isDeclared: { _ in false }) == "help") }
    for text in ["exit(1)", "let help = 1", ":quit", "?", ""] {
      #expect(ReplInput.habit(text, isDeclared: { _ in false }) == nil)
    }
  }

  @Test("pasted text loses what controls a terminal, and prompts")
  func pasted() {
    #expect(PastedText.cleaned(Array("a\r\nb\u{1B}[31m\u{07}\n".utf8)) == "a\nb[31m")
    #expect(PastedText.cleaned(Array("a\u{9B}31m\u{85}b\u{7F}\0c".utf8)) == "a31mbc")
    #expect(PastedText.cleaned([0xFF, 0x41]) == "\u{FFFD}A")
    #expect(PastedText.withoutPrompts("scan> let a = [\n...> 1]\n_1 = 3\nscan(acme ≤300/s)> a") == "let a = [\n1]\na")
    #expect(PastedText.withoutPrompts("let a = 1\nscan> b") == "let a = 1\nscan> b")
  }

  @Test("the prompt tells the scope and its rate")
  func prompt() {
    #expect(Prompt().first(columns: 80) == "scan> ")
    #expect(Prompt(scope: ("acme", nil)).first(columns: 80) == "scan(acme)> ")
    #expect(Prompt(scope: ("acme-q3", Rate("300/s"))).first(columns: 80) == "scan(acme-q3 ≤300/s)> ")
  }
}
