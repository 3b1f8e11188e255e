// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@Suite("Parser: statements")
struct StatementParserTests {
  @Test("declarations")
  func declarations() {
    check("edition 1", "(edition 1)")
    check("import \"lib/firewall.scan\" as fw", "(import \"lib/firewall.scan\" (as fw))")
    check("import \"std/firewall\"", "(import \"std/firewall\")")
    check("var n = 1", "(var n 1)")
    check(
      "fn f(a, b: int = 2, c: ports = web except 80) -> port result { return a + b }",
      "(fn f (of a (b (type int) (default 2)) (c (type ports) (default (set web (except 80))))) "
        + "(returns port result) (do (return (+ a b))))")
    check("fn f() {}", "(fn f (of) (do))")
    check("param a: int", "(param a int)")
    check("param mode: \"fast\" | \"full\" = \"fast\"", "(param mode (choice \"fast\" \"full\") (default \"fast\"))")
    check("param x: targets = a, b except c", "(param x targets (default (set a b (except c))))")
    check("param x: ports = 80", "(param x ports (default (set 80)))")
    check("param n: network = 10.0.0.0/8", "(param n network (default 10.0.0.0/8))")
    check("ports web = 80, 443, \"https\" except 8080", "(ports web (set 80 443 \"https\" (except 8080)))")
    check(
      "targets edge = 203.0.113.0/24, \"vpn.example.org\"", "(targets edge (set 203.0.113.0/24 \"vpn.example.org\"))")
    check("targets a = b | c, d - e", "(targets a (set (| b c) (- d e)))")
  }

  @Test("control")
  func control() {
    check("for x in xs { break }", "(for (of x) xs (do (break)))")
    check("for k, v in m { continue }", "(for (of k v) m (do (continue)))")
    check("for i in 1-10 { print(i) }", "(for (of i) 1-10 (do (call print i)))")
    check("while (a) { b }", "(while (paren a) (do b))")
    check("fn f() { return }", "(fn f (of) (do (return)))")
    check("fail \"no\"", "(fail \"no\")")
    check("if a { b } else if c { d } else { e }", "(if a (do b) c (do d) (else (do e)))")
    check("if {a: 1}.a == 1 { b }", "(if (== (. (map (entry \"a\" 1)) a) 1) (do b))")
    check("if (a) { b }", "(if (paren a) (do b))")
  }

  @Test("assignments", arguments: ["=", "+=", "-=", "*=", "/="])
  func assignments(sign: String) {
    check("a \(sign) 1", "(\(sign) a 1)")
    check("m[\"k\"] \(sign) 1", "(\(sign) (index m \"k\") 1)")
    check("m.k \(sign) 1", "(\(sign) (. m k) 1)")
  }

  @Test("output")
  func output() {
    check("finding high \"text\"", "(finding high \"text\")")
    check(
      "finding (level) \"text\" at p { a: 1 }", "(finding (paren level) \"text\" (at p) (with (map (entry \"a\" 1))))")
    check("emit host { a: 1 }", "(emit host (map (entry \"a\" 1)))")
    check("show xs", "(show xs)")
    check(
      "show r.open columns host, port, on sort rtt desc", "(show (. r open) (columns host port on) (sort-desc rtt))")
    check("save r to \"a.json\"", "(save r \"a.json\")")
    check("save r to \"a\" as json", "(save r \"a\" (as json))")
    check("expect a == b", "(expect (== a b))")
    check("expect a, \"must hold\"", "(expect a (message \"must hold\"))")
  }

  @Test("limits and scope")
  func limits() {
    check(
      "limits { time 20m, packets 2M, followups 5k, steps 50M, memory 512MiB }",
      "(limits (time 20m) (packets 2000000) (followups 5000) (steps 50000000) (memory 512MiB))")
    check("limits {\n  time 20m\n  packets 2M,\n}", "(limits (time 20m) (packets 2000000))")
    check("scope 203.0.113.0/24 except 203.0.113.7", "(scope (set 203.0.113.0/24 (except 203.0.113.7)))")
    check("scope \"vpn.example.org\"", "(scope (set \"vpn.example.org\"))")
    check(
      scopeFile,
      "(scope \"acme-2026-q3\" (allow (set 203.0.113.0/24 2001:db8:40::/48)) (deny (set 203.0.113.7)) "
        + "(valid 2026-07-01 (until 2026-09-30)) (using connect syn ack fin) (rate 500/s (per-host 50/s)) "
        + "(ticket \"PT-1182\"))")
  }

  @Test("expectations")
  func expectationBlock() {
    check(
      expectations,
      "(expect seen (never open (set 23 445 3389)) (only open (set 22 443) (on (set 198.51.100.10))) "
        + "(always open (set 443) (on (set 198.51.100.20-198.51.100.29))) "
        + "(same (call baseline \"dmz.json\") (ignoring service)) (that (>= (. seen coverage) (share 0.99))) "
        + "(waive (set 8443) (on (set 198.51.100.14)) (until 2026-12-31) (because \"migration, NET-412\")))")
    check("expect r { never open|filtered, closed }", "(expect r (never open|filtered closed))")
    check("expect r { only open on a }", "(expect r (only open (on (set a))))")
  }

  @Test("techniques")
  func techniques() {
    check(
      "technique window { send ACK; RST if window > 0 and flags has ECE => open; silence => filtered }",
      "(technique window (send ACK) (arm RST (if (and (> window 0) (has flags ECE))) open) (arm silence filtered))")
    check(
      "technique t {\n  send payload\n  ttl 64\n  window 1024\n  payload b\"A\"\n  source_port 53\n  "
        + "unreachable(port, admin) => closed|filtered\n  reply => open\n}",
      "(technique t (send payload) (ttl 64) (window 1024) (payload (bytes 41)) (source_port 53) "
        + "(arm unreachable(port, admin) closed|filtered) (arm reply open))")
    check(
      "technique c { connect; accepted => open; refused => closed; silence => filtered }",
      "(technique c (connect) (arm accepted open) (arm refused closed) (arm silence filtered))")
    check(
      prelude.split(separator: "\n")[3].description,
      "(technique xmas (send FIN|PSH|URG) (arm RST closed) (arm unreachable filtered) (arm silence open|filtered))")
  }

  @Test("networks and tests")
  func networks() {
    check(
      simulation,
      "(network office (seed 7) (delay 5ms (to 20ms)) (loss (share 0.01)) "
        + "(host (set 10.0.0.10) (name \"web-1\") (open (set 22) (banner \"SSH-2.0-OpenSSH_9.2\\r\\n\")) "
        + "(open (set 80 443)) (reject (set 2000-2009) (with admin)) (drop (set 135-139)) (closed else) "
        + "(limit reset 100/s)) "
        + "(host (set 10.0.1.0/24) (open (set 22)) (open (set 161/udp) (reply (bytes 30 0))) (drop else) "
        + "(filter stateful)) "
        + "(host (set 10.0.2.1) (open (set 80)) (filter stateless (set 1000-1999)) (closed else)))\n"
        + "(test \"the audit tells a stateless filter\" (with office) (do "
        + "(let seen (scan (set 10.0.2.1) (ports (set 80 1500)) (using syn ack))) "
        + "(expect (== (call (. (call (. seen port) 10.0.2.1 1500/tcp) by) ack) unfiltered) "
        + "(message \"ACK must pass\"))))")
    check(
      "network n { delay 5ms; host a { delay 1ms-2ms; loss 2%; reject else; limit icmp 5/s; open else } }",
      "(network n (delay 5ms) (host (set a) (delay 1ms (to 2ms)) (loss (share 0.02)) (reject else) (limit icmp 5/s) "
        + "(open else)))")
    check("test \"t\" { expect true }", "(test \"t\" (do (expect true)))")
  }
}
