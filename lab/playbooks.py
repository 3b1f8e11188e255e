#!/usr/bin/env python3
"""Writes seeded playbooks for lab/tests/plan.sh: one a seed, the same seed the same playbook.

usage: playbooks.py FOLDER COUNT NETWORK

NETWORK is the first three parts of the lab's /24, 198.18.77. Its hosts (truth in lab/tests/plan.sh):
  .2 .3    open 7001 (banner) 7002 (silent) 7003 (closes at once), reject 7010-7019, drop 7020-7029, closed else
  .4-.15   every port closed
  .16-.31  everything dropped
  others   nobody answers for the address
"""

import random
import sys

OPEN, REJECT, DROP, CLOSED = [7001, 7002, 7003], list(range(7010, 7020)), list(range(7020, 7030)), list(range(7040, 7060))


class Playbook:
    def __init__(self, seed: int, network: str):
        self.random = random.Random(seed)
        self.network = network
        self.lines: list[str] = []
        self.names = 0

    def pick(self, *choices):
        return self.random.choice(choices)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def name(self) -> str:
        self.names += 1
        return f"r{self.names}"

    def host(self) -> str:
        return f"{self.network}.{self.random.choice([2, 2, 3, 3, 4, 9, 16])}"

    def targets(self) -> str:
        kind = self.random.random()
        if kind < 0.45:
            return self.host()
        if kind < 0.7:
            return ", ".join(sorted({self.host() for _ in range(self.random.randint(2, 4))}))
        if kind < 0.85:
            return f"{self.network}.0/28 except {self.network}.0, {self.network}.1"
        if kind < 0.93:
            return f"{self.network}.2-{self.network}.9"
        return f"{self.network}.0/24 except {self.network}.0, {self.network}.1, {self.network}.32-{self.network}.255"

    def ports(self) -> str:
        wanted: set[int] = set()
        for group, share in ((OPEN, 0.8), (REJECT, 0.4), (DROP, 0.35), (CLOSED, 0.6)):
            if self.chance(share):
                wanted.update(self.random.sample(group, self.random.randint(1, 3)))
        wanted = wanted or {7001}
        text = ", ".join(str(port) for port in sorted(wanted))
        return self.pick(text, text, f"ports({text})", f"ports({text}) - ports(7003)" if wanted - {7003} else text)

    def clauses(self) -> list[str]:
        clauses = [self.pick("retries 0", "retries 1", "retries 2")]
        # Short waits, so that fifty playbooks take little time; some long enough for the kernel's own resends.
        wait = self.random.choices(["timeout 120ms", "timeout 200ms", "timeout 1300ms", "timeout 2200ms"], [8, 6, 1, 1])[0]
        if wait in ("timeout 1300ms", "timeout 2200ms"):
            clauses = ["retries 0"]
        clauses.append(wait)
        if self.chance(0.25):
            clauses.append(self.pick("confirm 2", "confirm 3"))
        if self.chance(0.3):
            clauses.append(self.pick("discover none", "discover auto", "discover connect(7001, 7040)"))
        if self.chance(0.25):
            clauses.append(self.pick("order sequential", f"order random seed {self.random.randint(1, 99)}"))
        if self.chance(0.2):
            parts = self.random.randint(2, 3)
            clauses.append(f"shard {self.random.randint(1, parts)} of {parts}")
        if self.chance(0.2):
            clauses.append(self.pick("rate 200/s", "rate 500/s, 100/s per host", "rate 50/s per host"))
        if self.chance(0.15):
            clauses.append(self.pick("followups 1 per host", "followups 8 total", "keep open"))
        if self.chance(0.05):
            clauses.append("deadline 2s")
        return clauses

    def using(self) -> str:
        return self.pick("using connect", "using connect", "using syn else connect", "")

    def handler(self, ports: str) -> list[str]:
        narrow = "on open 7001" if "7001" in ports else "on open"
        what = self.pick("on open", "on open", "on closed", "on filtered", "on any", narrow, "on done", "on host done")
        if what == "on done":
            return [f"{what} as d {{", *self.indent(["for h in d.hosts { print(try probe(h, 7002, tries: 1, timeout: 150ms) else none) }"]), "}"]
        if what == "on host done":
            return [f"{what} as h {{", *self.indent(["print(try banner(h.address, 7001, wait: 100ms, timeout: 300ms) else \"\")"]), "}"]
        body: list[str] = []
        for _ in range(self.random.randint(1, 2)):
            kind = self.random.random()
            if kind < 0.3:
                body.append("print(try banner(p, wait: 120ms, timeout: 400ms) else \"\")")
            elif kind < 0.5:
                body.append(f"print(try banner(p, send: b\"HEAD / HTTP/1.0\\r\\n\\r\\n\", wait: 100ms, timeout: {self.pick('300ms', '500ms')}) else \"\")")
            elif kind < 0.75:
                o = self.name()
                body.append(f"let {o} = try probe(p, tries: {self.random.randint(1, 3)}, timeout: 120ms) else none")
                body.append(f"if {o} != none {{ print(try probe(p.host, {self.pick(7001, 7020, 7041)}, tries: 2, timeout: 120ms) else none) }}")
            elif kind < 0.85:
                body.append("if p.number == 7003 { return }")
                body.append("print(try probe(p, tries: 1, timeout: 120ms) else none)")
            elif kind < 0.92 and what == "on open":
                body.append(self.pick("stop()", "skip(p.host)"))
            else:
                inner = self.name()
                body.append(f"let {inner} = scan p.host ports {self.ports()} using connect {{ retries {self.random.randint(0, 1)}; timeout 120ms; discover none }}")
                body.append(f"print({inner}.open.count)")
        return [f"{what} as p {{", *self.indent(body), "}"]

    def indent(self, lines: list[str]) -> list[str]:
        return ["  " + line for line in lines]

    def scan(self, handlers: bool = True) -> list[str]:
        name = self.name()
        clauses = self.clauses()
        ports = self.ports()
        head = " ".join(part for part in (f"let {name} = scan {self.targets()}", f"ports {ports}", self.using()) if part)
        lines = [head + " {", *self.indent(clauses)]
        if handlers:
            for _ in range(self.random.choices([0, 1, 2], [4, 4, 2])[0]):
                lines += self.indent(self.handler(ports))
        return lines + ["}", f"print({name}.open.count)"]

    def statement(self) -> None:
        kind = self.random.random()
        if kind < 0.55:
            self.lines += self.scan()
        elif kind < 0.65:
            self.lines += [f"for i in 1-{self.random.randint(2, 3)} {{",
                           *self.indent([f"print((scan {self.host()} ports range(7040, 7040 + i) using connect {{ retries 0; timeout 120ms }}).closed.count)"]), "}"]
        elif kind < 0.75:
            name = self.name()
            self.lines += [f"let {name} = scan {self.host()} ports 7001-7003, 7020 {{ retries 1; timeout 120ms }}",
                           f"if {name}.open.count > 1 {{", *self.indent(self.scan(handlers=False)), "} else {",
                           *self.indent([f"print(try probe(\"{self.host()}\", 7040, tries: 2, timeout: 120ms) else none)"]), "}"]
        elif kind < 0.85:
            name = self.name()
            self.lines += [f"let {name} = scan {self.host()}, {self.host()} ports {self.ports()} using connect {{ retries 0; timeout 150ms }}",
                           f"for p in {name}.open {{", "  if p.number == 7003 { continue }",
                           "  print(try banner(p, wait: 100ms, timeout: 300ms) else \"\")", "}"]
        elif kind < 0.93:
            f = f"f{self.name()}"
            self.lines += [f"fn {f}(n: int) {{", "  if n > 0 {",
                           f"    print((scan {self.host()} ports 7001-7002, 7041 using connect {{ retries 0; timeout 120ms }}).open.count)",
                           f"    {f}(n - 1)", "  }", "}", f"{f}({self.random.randint(1, 3)})"]
        else:
            name = self.name()
            self.lines += [f"var {name} = 0", f"while {name} < {self.random.randint(1, 3)} {{", f"  {name} += 1",
                           f"  let o{name} = try probe({self.host()}, 7001, tries: 1, timeout: 120ms) else none",
                           f"  if o{name} != none and o{name}.state == open {{ break }}", "}"]

    def text(self) -> str:
        if self.chance(0.1):
            self.lines.append(f"limits {{ packets {self.random.randint(20, 400)} }}")
        for _ in range(self.random.randint(1, 3)):
            self.statement()
        return "\n".join(self.lines) + "\n"


def main() -> None:
    folder, count, network = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    for seed in range(1, count + 1):
        with open(f"{folder}/{seed:02}.scan", "w", encoding="utf-8") as file:
            file.write(Playbook(seed, network).text())


if __name__ == "__main__":
    main()
