#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The conformance suite: every `.scan` file below this folder is a case that says in comments what must come out.

    SCAN=.build/debug/scan Tests/Conformance/run.py [-v] [-j N] [FILE or FOLDER…]

  # prints: TEXT              the next line of output (print, show); all lines must be named, in order
  # prints json: "TEXT"       the same, as a JSON string, for blanks at the end and characters that are not seen
  # prints anything           the output is not compared
  # error S0112 at 4:17       a diagnostic: code, line and column; `4:17-22` says where it ends (exclusive) too,
                              `lib/x.scan:4:17` that it lies in another file than the case, `nowhere` in none
  # warning S0330 at 3:5      all errors and warnings must be named, in any order
  # fails S0602 at 5:9        a diagnostic of the run (S06xx), error or warning
  # fix: TEXT                 some diagnostic offers this as replacement
  # exit 3                    exit status; else 2 with `error`, 3 with `fails`, 0 otherwise
  # json: {"type":"emit"}     some line of `--json` has these members; lists are compared whole
  # no json: {"type":"port"}  no line has them
  # stderr: TEXT              the next line of standard error, as people see it (in a second run, without --json and
                              --diagnostics); all lines must be named, in order; `<time>` stands for any hh:mm:ss
  # plan: TEXT                the next line of what `scan plan` says with the same arguments (in a second run); all lines
                              must be named, in order, but for empty ones
  # file: NAME TEXT           after the run, a line of the file NAME in the scratch folder holds the text
  # no file: NAME             there is no such file
  # check                     `scan check` in place of `scan run`
  # repairs                   `scan check --fix` on a copy, which must become what stands in `NAME.fixed`; a second time
                              nothing may change. Errors and warnings are those that are left.
  # fixed S0309 at 4:17       a repair that was applied
  # test                      `scan test` in place of `scan run`: its lines are those of `prints`
  # args: --n 5               arguments behind the file, split like a shell does; `$WORK` is the scratch folder
  # before: --accept          a run with these arguments comes first; only that it is not ended by a signal is judged
  # scratch                   the case runs as a copy in a scratch folder of its own, with `baselines` beside it
  # env: NAME=VALUE           a variable of the environment
  # listen: 127.0.0.1 $PORT1 [banner "text\\r\\n" | close]
  # interrupt: 1s             Ctrl-C this time after the first output; exit is 130 unless said otherwise
  # limit: 20s                most time for the case (default 60s)
  # unprivileged              without root's privileges, where the suite runs as root

`$PORT1` to `$PORT9` are free ports from 20000 to 31999, also in the code. A case runs in its own folder, with an empty
home. Files that cannot hold comments (an empty one) have their expectations in `NAME.expect` beside `NAME.scan`.
Files in a folder `lib` are imported by cases and are none themselves.
Whatever the case: standard output is JSON line by line, and closes with a summary that names the exit status.
"""

import argparse
import concurrent.futures
import itertools
import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
WORD = re.compile(
    r"#+ (prints json|prints|json|no json|stderr|plan|fix|args|before|no file|file|env|listen|interrupt|limit): ?(.*)$"
    r"|#+ (error|warning|fails|fixed) (S\d{4}) at (?:nowhere|(?:(\S+):)?(\d+):(\d+)(?:-(\d+))?)\s*$"
    r"|#+ (exit) (\d+)\s*$"
    r"|#+ (check|test|repairs|unprivileged|scratch|prints anything)\s*$"
)


class Broken(Exception):
    """The case itself is wrong."""


class Case:
    """What one file expects."""

    def __init__(self, path):
        self.path = path
        with open(path, "rb") as file:
            self.source = file.read()
        self.prints, self.problems, self.fixes, self.json, self.no_json = [], [], [], [], []
        self.stderr, self.plan = [], []
        self.args, self.env, self.listen = [], {}, []
        self.before, self.files, self.no_files, self.scratch = None, [], [], False
        self.exit = self.interrupt = None
        self.limit, self.check, self.unprivileged, self.any_output, self.repairs = 60.0, False, False, False, False
        self.test = False
        text = self.source
        beside = os.path.splitext(path)[0] + ".expect"
        if os.path.exists(beside):
            with open(beside, "rb") as file:
                text = file.read()
        count = 0
        for number, line in enumerate(re.split("\r?\n", text.decode("utf-8", "surrogateescape")), 1):
            found = WORD.search(line)
            if found:
                count += self.take(found, number)
        if count == 0:
            raise Broken("expects nothing")
        self.check = self.check or self.repairs
        if self.any_output and self.prints:
            raise Broken("`prints anything` compares nothing, so `prints` beside it says nothing")
        if self.check and (self.prints or self.json or self.listen):
            raise Broken("`check` runs nothing, so it prints nothing")

    def take(self, found, number):
        """Adds one expectation; 1 when it is one and not only a condition of the run."""
        word, value, kind, code, file, line, column, end, leave, status, flag = found.groups()
        value = (value or "").rstrip()
        if kind:
            self.problems.append((kind, code, line and int(line), column and int(column), int(end) if end else None, file))
        elif leave:
            if self.exit is not None:
                raise Broken(f"line {number}: a second `exit`")
            self.exit = int(status)
        elif word == "prints":
            self.prints.append(value)
        elif word == "stderr":
            self.stderr.append(value)
        elif word == "plan":
            self.plan.append(value)
        elif word in ("prints json", "json", "no json"):
            try:
                item = json.loads(re.sub(r"\$PORT([1-9])", r"2000\1", value))
            except ValueError as error:
                raise Broken(f"line {number}: not JSON: {error}") from None
            if word == "prints json":
                self.prints.append(item)
            else:
                (self.json if word == "json" else self.no_json).append(value)
        elif word == "fix":
            self.fixes.append(value)
        elif word == "file":
            self.files.append(value.partition(" ")[::2])
        elif word == "no file":
            self.no_files.append(value)
        else:
            self.condition(word or flag, value)
            return 0
        return 1

    def condition(self, word, value):
        """A condition under which the case runs."""
        if word == "args":
            self.args += shlex.split(value)
        elif word == "before":
            self.before = shlex.split(value)
        elif word == "env":
            name, _, text = value.partition("=")
            self.env[name] = text
        elif word == "listen":
            self.listen.append(value)
        elif word in ("interrupt", "limit"):
            setattr(self, word, float(value.rstrip("s")))
        elif word == "prints anything":
            self.any_output = True
        else:
            setattr(self, word, True)

    def wanted_exit(self):
        """The exit status that the case says or implies."""
        kinds = {kind for kind, *_ in self.problems}
        if self.exit is not None:
            return self.exit
        if self.interrupt is not None:
            return 130
        return 2 if "error" in kinds else 3 if "fails" in kinds else 0


class Ports:
    """Free ports below the range from which the kernel takes its own, each given out once."""

    def __init__(self):
        self.lock = threading.Lock()
        self.next = 20000 + os.getpid() * 37 % 10000

    def take(self):
        with self.lock:
            while True:
                self.next = self.next + 1 if self.next < 31999 else 20000
                with socket.socket() as probe:
                    try:
                        probe.bind(("127.0.0.1", self.next))
                        return self.next
                    except OSError:
                        continue


class Listener:
    """Accepts on a port until closed; says a banner, closes at once, or stays silent."""

    def __init__(self, text):
        words = shlex.split(text)
        if len(words) < 2 or words[2:3] not in ([], ["banner"], ["close"]):
            raise Broken(f"not a listener: {text}")
        quoted = re.search(r'banner ("(?:[^"\\]|\\.)*")', text)
        self.banner = json.loads(quoted.group(1)).encode() if quoted else b""
        self.close_at_once = words[2:3] == ["close"]
        self.held = []
        self.socket = socket.create_server((words[0], int(words[1])), backlog=1024)
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                peer, _ = self.socket.accept()
            except OSError:
                return
            try:
                if self.banner:
                    peer.sendall(self.banner)
            except OSError:
                pass
            if self.close_at_once:
                peer.close()
            else:
                self.held.append(peer)

    def end(self):
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        for peer in self.held:
            peer.close()


def contains(line, wanted):
    """Whether a JSON value has all wanted members."""
    if isinstance(wanted, dict) and isinstance(line, dict):
        return all(key in line and contains(line[key], value) for key, value in wanted.items())
    return type(line) is type(wanted) and line == wanted or isinstance(line, float) and line == wanted


def is_file(path, name):
    """Whether a path is that of a file, of which the last parts are given."""
    return ("/" + path).endswith("/" + name)


class Run:
    """One run of the program for a case, and the judgement on it."""

    def __init__(self, case, program, ports, work, environment=None, patience=1):
        self.case, self.program, self.ports, self.work = case, program, ports, work
        self.environment, self.patience = environment or {}, patience
        self.faults, self.lines, self.diagnostics = [], [], []

    def judge(self):
        """What is wrong, as lines of text; empty when all is as expected."""
        case = self.case
        source = case.source.decode("utf-8", "surrogateescape")
        names = sorted(set(re.findall(r"\$PORT[1-9]", source)))
        numbers = dict(zip(names, sorted(self.ports.take() for _ in names)))

        def fill(text):
            return re.sub(r"\$PORT[1-9]", lambda found: str(numbers[found.group(0)]), text)

        path = case.path
        case.prints = [fill(line) for line in case.prints]
        if "$PORT" in source or case.repairs or case.scratch:
            path = os.path.join(self.work, os.path.basename(path))
            with open(path, "wb") as file:
                file.write(fill(source).encode("utf-8", "surrogateescape"))
            for name in ("lib", "baselines"):
                if os.path.isdir(library := os.path.join(os.path.dirname(case.path), name)):
                    shutil.copytree(library, os.path.join(self.work, name))
        case.json, case.no_json = ([json.loads(fill(text)) for text in items] for items in (case.json, case.no_json))
        listeners = [Listener(fill(text)) for text in case.listen]
        try:
            arguments = [fill(argument).replace("$WORK", self.work) for argument in case.args]
            if case.before is not None:
                self.start(path, arguments + case.before)
                if self.status < 0:
                    self.faults.append(f"the first run was ended by {signal.Signals(-self.status).name}")
            self.start(path, arguments)
            self.compare()
            if case.repairs:
                self.compare_repairs(path)
            self.compare_files(fill)
            if case.stderr:
                self.start(self.beside(path), arguments, plain=True)
                self.compare_lines("standard error", self.err, [fill(line) for line in case.stderr])
            if case.plan:
                self.start(self.beside(path), arguments, command="plan")
                if self.status:
                    self.faults.append(f"the plan ended with {self.status}: {self.err[:300]}")
                said = re.sub(r"\n+", "\n", self.out.decode("utf-8", "replace"))
                self.compare_lines("the plan", said, [fill(line) for line in case.plan])
        finally:
            for listener in listeners:
                listener.end()
        return self.faults

    def compare_files(self, fill):
        """What must stand in files below the scratch folder, and which must not be there."""
        for name, text in self.case.files:
            try:
                with open(os.path.join(self.work, name), encoding="utf-8", newline="") as file:
                    lines = file.read().split("\n")
            except OSError as error:
                self.faults.append(f"file {name}: {error.strerror}")
                continue
            if not any(fill(text) in line for line in lines):
                self.faults.append(f"no line of {name} holds {fill(text)!r}; it begins {lines[0][:100]!r}")
        for name in self.case.no_files:
            if os.path.lexists(os.path.join(self.work, name)):
                self.faults.append(f"file {name} is there")

    def beside(self, path):
        """The path as somebody would write it who stands in the case's folder."""
        return os.path.relpath(path, os.path.dirname(self.case.path))

    def compare_lines(self, what, text, wanted):
        """Holds what people see against the lines that are wanted."""
        got = [line.rstrip() for line in text.split("\n")]
        while got and not got[-1]:
            got.pop()
        for number, (first, second) in enumerate(itertools.zip_longest(got, wanted), 1):
            if first is not None and second is not None:
                parts = [re.escape(part) for part in second.split("<time>")]
                if re.fullmatch("\\d\\d:\\d\\d:\\d\\d".join(parts), first):
                    continue
            if first != second:
                self.faults.append(f"{what}, line {number}: {first!r}, {second!r} wanted")
                return

    def compare_repairs(self, path):
        """The repaired copy, and that repairing it again changes nothing."""
        with open(os.path.splitext(self.case.path)[0] + ".fixed", "rb") as file:
            wanted = file.read()
        for attempt in ("", "the second time "):
            if attempt:
                self.diagnostics = []
                self.start(path, [])
                if '"severity":"fixed"' in self.err:
                    self.faults.append("repairing it again repaired something")
            with open(path, "rb") as file:
                got = file.read()
            pairs = itertools.zip_longest(got.split(b"\n"), wanted.split(b"\n"))
            for number, (first, second) in enumerate(pairs, 1):
                if first != second:
                    self.faults.append(f"{attempt}line {number} became {first!r}, {second!r} wanted")
                    return

    def start(self, path, arguments, plain=False, command=None):
        """Runs the program; `plain` as people see it, `command` in place of the case's own."""
        case = self.case
        command = [self.program, command or ("check" if case.check else "test" if case.test else "run")]
        isRun = command[1] == "run"
        if case.repairs:
            command += ["--fix"]
        if not plain:
            command += ["--diagnostics", "json"] + (["--json"] if isRun else [])
        if case.test and os.path.dirname(path) == os.path.dirname(case.path):
            path = os.path.basename(path)
        command += (["--no-progress"] if isRun else []) + [path] + arguments
        if case.unprivileged and os.geteuid() == 0:
            command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--bounding-set=-all",
                       "--inh-caps=-all"] + command
        environment = {"PATH": os.environ.get("PATH", ""), "HOME": self.work, "LC_ALL": "C.UTF-8", "NO_COLOR": "1",
                       "SCAN_UNPRIVILEGED": "1"}
        environment.update(case.env)
        environment.update(self.environment)
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=environment,
                                       cwd=os.path.dirname(case.path))
            try:
                if case.interrupt is not None:
                    self.wait_for_begin(process, out)
                    try:
                        process.wait(case.interrupt)
                    except subprocess.TimeoutExpired:
                        process.send_signal(signal.SIGINT)
                process.wait(case.limit * self.patience)
            except subprocess.TimeoutExpired:
                self.faults.append(f"still running after {case.limit:g} s")
            finally:
                if process.poll() is None:
                    process.kill()
                    process.wait()
            self.status = process.returncode
            out.seek(0)
            err.seek(0)
            self.out, self.err = out.read(), err.read().decode("utf-8", "replace")

    @staticmethod
    def wait_for_begin(process, out):
        """A busy machine starts a program late, and an interrupt before the run begins is another matter."""
        for _ in range(600):
            if process.poll() is not None or os.fstat(out.fileno()).st_size > 0:
                return
            time.sleep(0.05)

    def compare(self):
        case = self.case
        self.read()
        if self.status < 0:
            self.faults.append(f"ended by {signal.Signals(-self.status).name}")
        elif self.status != case.wanted_exit():
            self.faults.append(f"exit status {self.status}, {case.wanted_exit()} wanted")
        got = [text for line in self.lines if line.get("type") == "output" for text in line["text"].split("\n")]
        if got != case.prints and not case.any_output:
            place = next((i for i, pair in enumerate(zip(got, case.prints)) if pair[0] != pair[1]),
                         min(len(got), len(case.prints)))
            show = lambda lines: "nothing" if place >= len(lines) else json.dumps(lines[place], ensure_ascii=False)[:300]
            self.faults.append(f"output {place + 1}: {show(got)}, {show(case.prints)} wanted"
                               f" ({len(got)} lines, {len(case.prints)} wanted)")
        self.compare_diagnostics()
        for wanted in case.json:
            if not any(contains(line, wanted) for line in self.lines):
                self.faults.append(f"no JSON line has {json.dumps(wanted, ensure_ascii=False)}")
        for wanted in case.no_json:
            for line in [line for line in self.lines if contains(line, wanted)][:1]:
                self.faults.append(f"unwanted: {json.dumps(line, ensure_ascii=False)[:300]}")
        if self.faults:
            self.faults += ["  " + line[:300] for line in self.err.splitlines() if not line.startswith("{")][:8]

    def read(self):
        """Takes the two streams apart, and holds standard output against what is true of every run."""
        if self.out and not self.out.endswith(b"\n"):
            self.faults.append("standard output does not end with a line end")
        if self.case.test:
            self.lines = [{"type": "output", "text": line} for line in self.out.decode("utf-8").split("\n")[:-1]]
        for line in self.out.split(b"\n")[:-1] if not self.case.test else []:
            try:
                self.lines.append(json.loads(line))
            except ValueError:
                self.faults.append(f"not JSON on standard output: {line[:200]!r}")
        if self.lines and self.status >= 0 and not self.case.test:
            last = self.lines[-1]
            if last.get("type") != "summary" or last.get("exit") != self.status:
                self.faults.append(f"the last line is no summary with exit {self.status}: {json.dumps(last)[:200]}")
        for line in self.err.splitlines():
            if line.startswith("{"):
                try:
                    self.diagnostics.append(json.loads(line))
                except ValueError:
                    self.faults.append(f"not JSON on standard error: {line[:200]}")

    def compare_diagnostics(self):
        missing = list(self.case.problems)
        for item in self.diagnostics:
            if item["severity"] not in ("error", "warning", "fixed"):
                continue
            fails = item["code"].startswith("S06")
            kind = "fails" if fails and item["severity"] != "fixed" else item["severity"]
            place = (item.get("line"), item.get("column"))
            file = item.get("file", "")
            match = next((wanted for wanted in missing if wanted[:2] == (kind, item["code"]) and wanted[2:4] == place
                          and wanted[4] in (None, item.get("endColumn"))
                          and (not file or is_file(file, wanted[5] or os.path.basename(self.case.path)))), None)
            if match:
                missing.remove(match)
            else:
                place = "" if place[0] is None else f" at {file}:{place[0]}:{place[1]}-{item.get('endColumn')}"
                self.faults.append(f"unexpected: {kind} {item['code']}{place}: {item['headline'][:200]}")
        for kind, code, line, column, end, file in missing:
            place = f"{file + ':' if file else ''}{line}:{column}" + (f"-{end}" if end else "") if line else "nowhere"
            self.faults.append(f"missing: {kind} {code} at {place}")
        offered = [fix["replacement"] for item in self.diagnostics for fix in item.get("fixes", [])]
        for wanted in self.case.fixes:
            if wanted not in offered:
                self.faults.append(f"no repair {wanted!r} among {offered[:8]}")


def attempt(path, program, ports, environment=None, patience=1):
    """What is wrong with a case; empty when it passes. It may take `patience` times its limit."""
    work = tempfile.mkdtemp(prefix="scan-conformance.")
    os.chmod(work, 0o755)
    try:
        return Run(Case(path), program, ports, work, environment, patience).judge()
    except Broken as error:
        return [f"the case is broken: {error}"]
    except OSError as error:
        return [f"could not be run: {error}"]
    finally:
        shutil.rmtree(work, ignore_errors=True)


def find(places):
    """All cases below files and folders, in order."""
    paths = []
    for place in places:
        if os.path.isfile(place):
            paths.append(os.path.abspath(place))
        for folder, _, names in os.walk(place):
            if "lib" in os.path.relpath(folder, place).split(os.sep):
                continue
            paths += [os.path.abspath(os.path.join(folder, name)) for name in names if name.endswith(".scan")]
    return sorted(set(paths))


def main():
    parser = argparse.ArgumentParser(description="Runs the conformance cases.")
    parser.add_argument("places", nargs="*", default=[HERE], metavar="FILE or FOLDER")
    parser.add_argument("-v", "--verbose", action="store_true", help="name the cases that pass, too")
    parser.add_argument("-j", "--jobs", type=int, default=2, help="cases at once (2)")
    options = parser.parse_args()
    program = os.environ.get("SCAN", "")
    if not os.access(program, os.X_OK):
        sys.exit(f"run.py: no program at SCAN={program or '(not set)'}")
    program = os.path.abspath(program)
    paths, ports, failed = find(options.places), Ports(), 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for path, faults in zip(paths, pool.map(lambda path: attempt(path, program, ports), paths)):
            name = os.path.relpath(path, HERE)
            if faults:
                failed += 1
                print(f"not ok {name}", *(f"  {line}" for line in faults), sep="\n", flush=True)
            elif options.verbose:
                print(f"ok {name}", flush=True)
    print(f"{len(paths) - failed} passed, {failed} failed")
    sys.exit(failed > 0 or not paths)


if __name__ == "__main__":
    main()
