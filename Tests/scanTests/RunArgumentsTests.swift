// SPDX-License-Identifier: GPL-3.0-or-later
import ScanRuntime
import Testing

@testable import scan

@Suite("arguments of run")
struct RunArgumentsTests {
  private static let parameters = [
    ParameterShape(name: "target", isBool: false, isRequired: false, type: "targets"),
    ParameterShape(name: "deep", isBool: true, isRequired: false, type: "bool"),
    ParameterShape(name: "http_port", isBool: false, isRequired: false, type: "int"),
  ]

  private func separate(_ line: String) throws(UsageError) -> RunArguments {
    try RunArguments(line.split(separator: " ").map { String($0) })
  }

  /// Separated and bound: `options | playbook | parameters`.
  private func bound(_ line: String) throws(UsageError) -> String {
    let arguments = try separate(line)
    let texts = try arguments.texts(for: Self.parameters, of: "play.scan")
    let playbook =
      switch arguments.playbook {
      case .file(let name): name
      case .code(let code): "code \(code)"
      case .standardInput: "stdin"
      case nil: "none"
      }
    return [
      arguments.options.joined(separator: " "), playbook, texts.map { "\($0.name)=\($0.text)" }.joined(separator: " "),
    ]
    .joined(separator: " | ")
  }

  @Test(
    "options, playbook and parameters in any order",
    arguments: [
      ("play.scan", " | play.scan | "),
      ("--json play.scan", "--json | play.scan | "),
      ("play.scan --json", "--json | play.scan | "),
      ("--seed 7 play.scan --rate=5/s", "--seed=7 --rate=5/s | play.scan | "),
      ("play.scan --target 10.0.0.1 --json", "--json | play.scan | target=10.0.0.1"),
      ("--target 10.0.0.1 play.scan --json", "--json | play.scan | target=10.0.0.1"),
      ("--target=10.0.0.1 --json play.scan", "--json | play.scan | target=10.0.0.1"),
      ("play.scan --http-port 80 --target=a", " | play.scan | http_port=80 target=a"),
      ("play.scan --deep", " | play.scan | deep=true"),
      ("play.scan --deep --json", "--json | play.scan | deep=true"),
      ("play.scan --deep --target a", " | play.scan | deep=true target=a"),
      ("play.scan --deep false --target a", " | play.scan | deep=false target=a"),
      ("play.scan --deep=no", " | play.scan | deep=no"),
      ("--deep=true play.scan", " | play.scan | deep=true"),
      ("--deep true play.scan", " | play.scan | deep=true"),
      ("-e print(1) --json", "--json | code print(1) | "),
      ("--json -e print(1) --target a", "--json | code print(1) | target=a"),
      ("--target a -e print(1)", " | code print(1) | target=a"),
      ("-", " | stdin | "),
      ("- --target -", " | stdin | target=-"),
      ("play.scan --target @hosts.txt", " | play.scan | target=@hosts.txt"),
      ("play.scan --http-port -5", " | play.scan | http_port=-5"),
      ("play.scan --target=--odd", " | play.scan | target=--odd"),
      ("play.scan --target=a=b", " | play.scan | target=a=b"),
      ("play.scan --target=", " | play.scan | target="),
      ("play.scan --json -- --target a --deep", "--json | play.scan | target=a deep=true"),
      ("--exclude 10.0.0.1 --exclude 10.0.0.2 play.scan", "--exclude=10.0.0.1 --exclude=10.0.0.2 | play.scan | "),
      ("play.scan --scope -", "--scope=- | play.scan | "),
    ])
  func orders(line: String, result: String) throws {
    #expect(try bound(line) == result)
  }

  @Test(
    "mistakes are named, with what to write instead",
    arguments: [
      ("", "no playbook", "scan run FILE, scan run -e CODE, or scan run - for standard input"),
      ("--json", "no playbook", "scan run FILE, scan run -e CODE, or scan run - for standard input"),
      ("--jsn play.scan", "no playbook: --jsn took play.scan as its value", "did you mean --json?"),
      (
        "--deep play.scan", "no playbook: --deep took play.scan as its value",
        "write --deep=true, or put it behind the playbook"
      ),
      (
        "play.scan other.scan", "unexpected argument other.scan",
        "the playbook is play.scan; its parameters are written --name value"
      ),
      (
        "play.scan -e code", "unexpected argument -e",
        "the playbook is play.scan; its parameters are written --name value"
      ),
      ("-e", "-e needs code", "scan run -e 'print(1)'"),
      (
        "-e code play.scan", "unexpected argument play.scan",
        "the playbook is what -e says; its parameters are written --name value"
      ),
      ("play.scan --json=yes", "--json takes no value", nil),
      ("play.scan --seed", "--seed needs a value", "--seed=N"),
      ("play.scan --seed --json", "--seed needs a value", "--seed=N"),
      ("play.scan -sS", "unknown option -sS", "options and parameters are written --name: scan run --help"),
      (
        "play.scan --targt a", "--targt is neither an option of run nor a parameter of play.scan",
        "did you mean --target?"
      ),
      (
        "play.scan --http_port 1", "--http_port is neither an option of run nor a parameter of play.scan",
        "did you mean --http-port?"
      ),
      ("play.scan --sede 7", "--sede is neither an option of run nor a parameter of play.scan", "did you mean --seed?"),
      (
        "play.scan --zzzzzz", "--zzzzzz is neither an option of run nor a parameter of play.scan",
        "its parameters are --target --deep --http-port"
      ),
      (
        "--db -e print(1)", "--db is neither an option of run nor a parameter of play.scan",
        "its parameters are --target --deep --http-port"
      ),
      ("play.scan --target", "--target needs a value", "it takes targets"),
      ("play.scan --target --json", "--target needs a value", "it takes targets"),
      ("play.scan --deep maybe", "unexpected argument maybe", "--deep is true or false"),
      ("--deep -e code", "--deep needs a value here", "write --deep=true, or put it behind the playbook"),
      ("play.scan --target a --target b", "--target is given twice", nil),
      (
        "play.scan -- --seed 7", "--seed is neither an option of run nor a parameter of play.scan",
        "did you mean --seed?"
      ),
      ("play.scan -- stray", "unexpected argument stray", "behind -- parameters are written --name value"),
      ("play.scan --=x", "an option without a name: --=x", nil),
    ] as [(String, String, String?)])
  func mistakes(line: String, message: String, hint: String?) {
    #expect(throws: UsageError(message, hint: hint)) { try bound(line) }
  }

  @Test("a parameter without a default must be given")
  func required() throws {
    let shapes = [ParameterShape(name: "edge", isBool: false, isRequired: true, type: "targets")]
    let message = UsageError("play.scan needs --edge", hint: "--edge takes targets; --help tells more")
    #expect(throws: message) { _ = try separate("play.scan").texts(for: shapes, of: "play.scan") }
    #expect(try separate("play.scan --edge a").texts(for: shapes, of: "play.scan").count == 1)
  }

  @Test("help is asked of run or of the playbook")
  func help() throws {
    #expect(try separate("--help").playbook == nil)
    #expect(try separate("play.scan --help").wantsHelp)
    #expect(try separate("-h play.scan").playbook == .file("play.scan"))
  }

  @Test("the argument parser knows every option of run", arguments: RunOption.allCases)
  func known(option: RunOption) throws {
    let values: [RunOption: String] = [
      .scope: "f", .out: "reports", .exclude: "10.0.0.1", .network: "office.scan:office", .failOn: "high", .seed: "7",
      .rate: "5k/s",
      .maxTime: "20m", .color: "never",
      .diagnostics: "short",
    ]
    let argument = "--\(option.rawValue)" + (option.valueName == nil ? "" : "=\(values[option] ?? "")")
    #expect(throws: Never.self) { _ = try RunCommand.parse([argument]) }
  }

  @Test("values of options are checked")
  func values() throws {
    let command = try RunCommand.parse(["--seed=7", "--fail-on=high", "--rate=5k/s", "--max-time=1h30m"])
    #expect(command.seed == 7 && command.failOn == .high && command.rate?.count == 5000)
    #expect(command.maxTime?.microseconds == 5_400_000_000)
    for bad in [
      "--seed=x", "--seed=-1", "--fail-on=worst", "--rate=5", "--rate=0/s", "--max-time=5", "--max-time=-5m",
      "--exclude=x.org", "--color=red",
    ] {
      #expect(throws: (any Error).self) { _ = try RunCommand.parse([bad]) }
    }
  }
}
