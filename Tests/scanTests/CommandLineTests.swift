// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import ScanRuntime
import Synchronization
import Testing

@testable import scan

@Suite("command line")
struct CommandLineTests {
  @Test("help fits one screen")
  func help() {
    for text in [ScanCommand.helpMessage(columns: 80), ScanCommand.helpMessage(for: RunCommand.self, columns: 80)] {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= 24)
      #expect(lines.allSatisfy { $0.count <= 80 })
    }
  }

  @Test("unknown commands get a hint")
  func commands() {
    #expect(CommandLineMessage.unknownCommand("rnu").hint == "did you mean scan run?")
    #expect(CommandLineMessage.unknownCommand("a.scan").hint == "to run a playbook: scan run a.scan")
    #expect(CommandLineMessage.unknownCommand("frobnicate").hint == "scan --help lists the commands")
    #expect(
      CommandLineMessage.usageError("Error: Missing x\nUsage: y", help: "h") == UsageError("missing x", hint: "h"))
    #expect(UsageError("a\u{1B}b", hint: "c").text == "error: a\\x1bb\nhint: c\n")
  }

  @Test("a playbook's own help")
  func playbookHelp() {
    let help = PlaybookHelp(
      name: "dmz.scan", documentation: "Nightly check of the DMZ.\nSecond line.",
      rows: [
        .init(
          shape: ParameterShape(name: "dmz_net", isBool: false, isRequired: false, type: "targets"),
          help: "the network to check", defaultText: "127.0.0.1"),
        .init(
          shape: ParameterShape(name: "pace", isBool: false, isRequired: true, type: "rate"), help: nil,
          defaultText: nil),
      ])
    #expect(
      help.text == """
        Nightly check of the DMZ.
        Second line.

        usage: scan run dmz.scan [--parameter value ...]

        parameters:
          --dmz-net targets  the network to check (default 127.0.0.1)
          --pace rate        required

        options of run (--json --scope --exclude --all-ports ...): scan run --help

        """)
  }

  @Test("shipped playbooks are found beside the program and in the source tree")
  func playbooks() {
    let built = PlaybookFinder(programPath: "/src/scan/.build/x86_64/release/scan") { path in
      path == "/src/scan/scripts/playbooks/quickstart.scan"
    }
    #expect(built.path(for: "quickstart") == "/src/scan/scripts/playbooks/quickstart.scan")
    #expect(built.path(for: "other") == "other")
    #expect(built.path(for: "../quickstart") == "../quickstart")
    #expect(built.path(for: "quickstart.scan") == "quickstart.scan")
    let installed = PlaybookFinder(programPath: "/usr/local/bin/scan") { path in
      path == "/usr/local/share/scan/playbooks/quickstart.scan"
    }
    #expect(installed.path(for: "quickstart") == "/usr/local/share/scan/playbooks/quickstart.scan")
    #expect(installed.folders == ["/usr/local/share/scan/playbooks"])
    // A file of that name in the current folder comes first.
    #expect(PlaybookFinder(programPath: "/usr/bin/scan") { _ in true }.path(for: "quickstart") == "quickstart")
    #expect(PlaybookFinder(programPath: nil) { _ in false }.path(for: "quickstart") == "quickstart")
    #expect(
      ModuleFolder.folder(of: "a/b.scan") == "a" && ModuleFolder.folder(of: "b") == "."
        && ModuleFolder.folder(of: "/b") == "/")
  }

  @Test("which scope file holds")
  func scopes() {
    func path(_ option: String?, _ variables: [String: String], existing: String = "") -> String? {
      ScopeFinder(environment: { variables[$0] }, exists: { $0 == existing }).path(option: option)
    }
    let home = ["HOME": "/home/op"]
    #expect(path("a.scope", ["SCAN_SCOPE": "b.scope"]) == "a.scope")
    #expect(path(nil, ["SCAN_SCOPE": "b.scope"]) == "b.scope")
    #expect(path(nil, home) == nil)
    #expect(path(nil, home, existing: "/home/op/.config/scan/scope.scan") == "/home/op/.config/scan/scope.scan")
    let moved = ["HOME": "/home/op", "XDG_CONFIG_HOME": "/etc/op"]
    #expect(path(nil, moved, existing: "/etc/op/scan/scope.scan") == "/etc/op/scan/scope.scan")
    #expect(path(nil, moved, existing: "/home/op/.config/scan/scope.scan") == nil)
    #expect(path(nil, ["XDG_CONFIG_HOME": "relative"], existing: "relative/scan/scope.scan") == nil)
  }

  @Test("colour only where it is seen and wanted")
  func colour() {
    #expect(ColorChoice.auto.isOn(isCapable: true, noColor: false))
    #expect(!ColorChoice.auto.isOn(isCapable: true, noColor: true))
    #expect(!ColorChoice.auto.isOn(isCapable: false, noColor: false))
    #expect(ColorChoice.always.isOn(isCapable: false, noColor: true))
    #expect(!ColorChoice.never.isOn(isCapable: true, noColor: false))
  }

  @Test("the progress line is cleared before anything else is written")
  func console() {
    let written = Mutex("")
    let console = Console(showsProgress: true) { bytes in
      written.withLock { $0 += String(decoding: bytes, as: UTF8.self) }
    }
    let figures = ProgressMeter.Figures(
      done: 50, total: 100, sent: 60, received: 50, retransmitted: 0, open: 1, elapsed: 2_000_000)
    console.write("first\n")
    console.draw(figures)
    console.write("second\n")
    console.draw(figures)
    console.draw(nil)
    console.draw(nil)
    let line = "\r\u{1B}[K50%  30/s  50 answers  1 open  0% resent  ~2s left"
    #expect(written.withLock { $0 } == "first\n\(line)\r\u{1B}[Ksecond\n\(line)\r\u{1B}[K")
    let silent = Console(showsProgress: false) { bytes in written.withLock { $0 += "!" } }
    silent.draw(figures)
    #expect(!written.withLock { $0 }.contains("!"))
  }
}

@Suite("parameters from files")
struct ParameterFileTests {
  @Test("one item a line, comments and blanks left out")
  func items() {
    #expect(
      ParameterFile.items(in: "# hosts\n\n10.0.0.1\r\n  10.0.0.0/24  # lab\n#\n\t\nwww.example.org").map(\.text) == [
        "10.0.0.1", "10.0.0.0/24", "www.example.org",
      ])
    #expect(ParameterFile.items(in: "").isEmpty && ParameterFile.items(in: "\n# only a comment").isEmpty)
  }

  @Test("only sets are read from files, and what cannot be read is named")
  func expanded() throws {
    let plain = ParameterShape(name: "name", isBool: false, isRequired: false, type: "string")
    let hosts = ParameterShape(name: "edge_hosts", isBool: false, isRequired: false, isSet: true, type: "targets")
    #expect(try ParameterFile.expanded("@x", for: plain).text == "@x")
    #expect(try ParameterFile.expanded("10.0.0.1", for: hosts).text == "10.0.0.1")
    #expect(throws: UsageError("--edge-hosts: cannot read /no/such/file: No such file or directory")) {
      _ = try ParameterFile.expanded("@/no/such/file", for: hosts)
    }
    #expect(throws: UsageError("--edge-hosts: cannot read /: it is a folder")) {
      _ = try ParameterFile.expanded("@/", for: hosts)
    }
    #expect(throws: UsageError("--edge-hosts: /dev/null holds no items")) {
      _ = try ParameterFile.expanded("@/dev/null", for: hosts)
    }
  }

  @Test("names that other programs have for the same commands")
  func otherNames() {
    #expect(CommandLineMessage.unknownCommand("format").hint == "did you mean scan fmt?")
    #expect(CommandLineMessage.unknownCommand("validate").hint == "did you mean scan check?")
  }

  @Test("the lines of items in a file")
  func itemLines() {
    #expect(ParameterFile.items(in: "# a\n\n10.0.0.1\n  10.0.0.2 # b\n\n\nx").map(\.line) == [3, 4, 7])
  }

  @Test("what is no file is not replaced by one")
  func replacement() {
    var template = Array("/var/tmp/scan-replace-XXXXXX".utf8CString)
    let folder = String(cString: mkdtemp(&template))
    let pipe = folder + "/pipe"
    defer {
      unlink(pipe)
      rmdir(folder)
    }
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(throws: SystemFailure.self) { try FileReplacement.replace(pipe, with: [1]) }
    var status = stat()
    #expect(lstat(pipe, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
  }
}
