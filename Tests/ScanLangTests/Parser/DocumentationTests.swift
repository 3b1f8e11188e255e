// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@Suite("Parser: documentation")
struct DocumentationTests {
  @Test("the playbook's own is its first block when a blank line ends it")
  func own() {
    #expect(parse("## one\n## two\n\nlet a = 1").documentation == "one\ntwo")
    #expect(parse("## one\n").documentation == "one")
    #expect(parse("#!/usr/bin/env scan\n# licence\n\n##   one  \r\n\r\nlet a = 1").documentation == "  one")
    #expect(parse("## one\nlet a = 1").documentation == nil)
    #expect(parse("let a = 1\n## one\n\n").documentation == nil)
    #expect(parse("edition 1\n\n## one\n\nlet a = 1").documentation == "one")
  }

  @Test("a block belongs to the next declaration")
  func above() {
    check("## one\n## two\nlet a = 1", "(documented \"one\\ntwo\" (let a 1))")
    check("## own\n\n## one\nlet a = 1", "(playbook \"own\")\n(documented \"one\" (let a 1))")
    check("let a = 1\n## one\n\n# x\n; let b = 2", "(let a 1)\n(documented \"one\" (let b 2))")
    check("let a = 1 ## one\n; let b = 2", "(documented \"one\" (let a 1))\n(let b 2)")
    check("let a = 1\n\n## one\nfn f() { }", "(let a 1)\n(documented \"one\" (fn f (of) (do)))")
    check("let a = 1\n## one\nprint(a)", "(let a 1)\n(call print a)")
    check("if a {\n  ## one\n  let b = 1\n}", "(if a (do (documented \"one\" (let b 1))))")
  }

  @Test("at the end of a line it belongs to the declaration on it")
  func trailing() {
    check("param a: int = 1  ## one\nparam b: int", "(documented \"one\" (param a int (default 1)))\n(param b int)")
    check("let a = 1 ## one", "(documented \"one\" (let a 1))")
    check("fn f() { ## one\n  a\n}", "(documented \"one\" (fn f (of) (do a)))")
    check("fn f() {\n  a\n} ## one", "(documented \"one\" (fn f (of) (do a)))")
    check("let a = 1 ## one\n## two\nlet b = 2", "(documented \"one\" (let a 1))\n(documented \"two\" (let b 2))")
    check("ports a = 1, ## one\n  2", "(documented \"one\" (ports a (set 1 2)))")
  }
}
