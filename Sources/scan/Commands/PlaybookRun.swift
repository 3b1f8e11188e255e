// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang
import ScanRuntime

/// `scan run`: from arguments to exit status.
struct PlaybookRun {
  /// What a user should know before the first line.
  private static func note(_ options: RunOptions) -> String? {
    if let network = options.network { return "note: simulated network \(network.name): nothing leaves this machine\n" }
    return options.scope.hash == nil ? "note: no scope file: loopback, link-local and private networks only\n" : nil
  }

  let arguments: RunArguments
  let command: RunCommand
  let console: Console
  /// What raw packets are sent with.
  let rawSockets: RawSocketGrant?

  /// Why nothing was run.
  enum Stop: Error {
    case usage([UsageError])
    case diagnostics([Diagnostic], [SourceFile], status: Int32)
    /// Nothing was to be run; with this status.
    case done(Int32)
  }

  /// Runs the playbook, or says why not.
  func execute(_ control: RunControl) -> Int32 {
    do throws(Stop) {
      let (program, options) = try prepare()
      return run(program, options, control)
    } catch {
      return report(error)
    }
  }

  /// Everything that is read before the first packet, in the order in which mistakes are told.
  func prepare() throws(Stop) -> (CheckedProgram, RunOptions) {
    let source = try readSource()
    let program = try load(source)
    if arguments.wantsHelp { throw .done(help(of: program)) }
    var options = try options(for: program, source)
    options.network = try network()
    (options.scope, options.scopePlaces) = try scope()
    return (program, options)
  }

  func report(_ stop: Stop) -> Int32 {
    switch stop {
    case .usage(let errors):
      console.write(errors.map(\.text).joined())
      return ExitStatus.usage
    case .diagnostics(let diagnostics, let sources, let status):
      console.write(messages(sources).text(diagnostics))
      return status
    case .done(let status): return status
    }
  }

  func messages(_ sources: [SourceFile]) -> MessageRenderer {
    let isColored = command.color.isOn(Terminal(descriptor: 2))
    return MessageRenderer(sources: sources, format: command.diagnostics, isColored: isColored)
  }

  /// The playbook's name in messages and reports.
  private var name: String {
    switch arguments.playbook {
    case .file(let name): name
    case .code: "<command line>"
    case .standardInput, nil: "<standard input>"
    }
  }

  /// The playbook in sentences.
  private var title: String {
    if case .file(let name) = arguments.playbook { name } else { "the playbook" }
  }

  // MARK: Reading

  func readSource() throws(Stop) -> SourceFile {
    do throws(UsageError) {
      switch arguments.playbook {
      case .file(let name): return try SourceReader.playbook(name)
      case .code(let text): return try SourceReader.code(text)
      case .standardInput, nil: return try SourceReader.standardInput()
      }
    } catch {
      throw .usage([error])
    }
  }

  func load(_ source: SourceFile) throws(Stop) -> CheckedProgram {
    let loaded = Playbook.load(source, reader: ModuleFolder(of: source))
    guard let program = loaded.program else {
      throw .diagnostics(loaded.diagnostics, loaded.sources, status: ExitStatus.usage)
    }
    if !command.quiet, !arguments.wantsHelp {
      // On a simulated network nothing is missing.
      let remarks = loaded.diagnostics.filter { command.network == nil || $0.code != .clientNotYet }
      console.write(messages(loaded.sources).text(remarks))
    }
    return program
  }

  private func help(of program: CheckedProgram) -> Int32 {
    StandardOutput.write(PlaybookHelp(name: name, program: program).text)
  }

  /// The files that messages about a run can point into.
  func sources(_ program: CheckedProgram, _ options: RunOptions) -> [SourceFile] {
    [program.tree.source] + program.imports.map(\.source) + [options.scopePlaces?.source].compactMap { $0 }
  }

  // MARK: Options

  func options(for program: CheckedProgram, _ source: SourceFile) throws(Stop) -> RunOptions {
    var options = RunOptions(
      scriptName: name, scope: .local, seed: command.seed ?? Environment.randomSeed, version: Version.text)
    let inputs: [(name: String, input: ParameterFile.Input)]
    do throws(UsageError) {
      inputs = try parameters(program.parameters.map { ParameterShape($0) })
    } catch {
      throw .usage([error])
    }
    let errors = Self.errors(in: inputs, program.parameters)
    guard errors.isEmpty else { throw .usage(errors) }
    options.parameters = inputs.map { ($0.name, $0.input.text) }
    options.exclude = command.exclude.reduce(TargetSet()) { $0.union($1) }
    options.rate = command.rate
    options.maxTime = command.maxTime
    options.failOn = command.failOn
    options.allPorts = command.allPorts
    options.rawSockets = rawSockets
    options.hasRawSockets = command.wantsRawSockets && (rawSockets != nil || Privilege.hasRawSockets)
    if let out = command.out { options.outFolder = out }
    options.acceptsBaselines = command.accept
    if case .file = arguments.playbook { options.scriptFolder = ModuleFolder.folder(of: source.name) }
    return options
  }

  /// More mistakes in parameters than these are only counted.
  private static let errorLimit = 20

  /// What is wrong with all parameters, those of a file line by line.
  private static func errors(
    in inputs: [(name: String, input: ParameterFile.Input)], _ parameters: [CheckedParameter]
  ) -> [UsageError] {
    let errors = inputs.flatMap { name, input -> [UsageError] in
      guard let parameter = parameters.first(where: { $0.declaration.name.text == name }),
        let whole = ParameterComplaint(about: input.text, for: parameter)
      else { return [] }
      let option = "--\(ParameterShape(parameter).option)"
      let each = input.items.compactMap { item in
        ParameterComplaint(about: item.text, for: parameter).map {
          UsageError("\(option): \(item.place): \($0.message)", hint: $0.hint)
        }
      }
      return each.isEmpty ? [UsageError("\(option): \(whole.message)", hint: whole.hint)] : each
    }
    let more = errors.count - errorLimit
    return more <= 0 ? errors : errors.prefix(errorLimit) + [UsageError("and \(more) more")]
  }

  private func parameters(
    _ shapes: [ParameterShape]
  ) throws(UsageError) -> [(name: String, input: ParameterFile.Input)] {
    var result: [(name: String, input: ParameterFile.Input)] = []
    var isInputTaken = arguments.playbook == .standardInput
    for (name, text) in try arguments.texts(for: shapes, of: title) {
      guard let shape = shapes.first(where: { $0.name == name }) else { continue }
      if shape.isSet, text == "-" {
        if isInputTaken { throw UsageError("--\(shape.option): standard input is taken already") }
        isInputTaken = true
      }
      result.append((name, try ParameterFile.expanded(text, for: shape)))
    }
    return result
  }

  func scope() throws(Stop) -> (scope: Scope, places: ScopePlaces?) {
    // What is sent to nobody needs nobody's permission; a scope that is named all the same holds, so that it can be tried.
    if command.network != nil, command.scope == nil { return (.simulated, nil) }
    let finder = ScopeFinder(environment: Environment.value, exists: FileBytes.exists)
    guard let path = finder.path(option: command.scope) else { return (.local, nil) }
    do throws(ScopeReader.Failure) {
      return try ScopeReader.read(path)
    } catch {
      switch error {
      case .usage(let error): throw .usage([error])
      case .diagnostics(let diagnostics, let source, let status):
        throw .diagnostics(diagnostics, [source], status: status)
      }
    }
  }

  func network() throws(Stop) -> SimulatedNetwork? {
    guard let text = command.network else { return nil }
    do throws(NetworkFile.Failure) {
      return try NetworkFile(text).network()
    } catch {
      switch error {
      case .usage(let error): throw .usage([error])
      case .diagnostics(let diagnostics, let sources):
        throw .diagnostics(diagnostics, sources, status: ExitStatus.usage)
      }
    }
  }

  // MARK: Running

  private func run(_ program: CheckedProgram, _ options: RunOptions, _ control: RunControl) -> Int32 {
    let stdout = Terminal(descriptor: 1)
    let output = standardOutput(stdout)
    let ticker = startTicker(output, control)
    let makeReporter = reporterMaker(program, options, output, stdout)
    let status = Playbook.run(program, options: options, makeReporter: makeReporter, control: control)
    ticker.stop()
    console.draw(nil)
    try? output.flush()
    showLiveLines(control)
    return finish(status, output)
  }

  private func standardOutput(_ terminal: Terminal) -> OutputWriter {
    let console = console
    guard terminal.isTerminal else { return OutputWriter { FileBytes.writeAll($0, to: 1) } }
    return OutputWriter { bytes in
      var code: Int32 = 0
      console.exclusively { code = FileBytes.writeAll(bytes, to: 1) }
      return code
    }
  }

  private func reporterMaker(
    _ program: CheckedProgram, _ options: RunOptions, _ output: OutputWriter, _ stdout: Terminal
  ) -> @Sendable () -> any Reporter {
    let sources = sources(program, options)
    let (json, verbose, format) = (command.json, command.verbose, command.diagnostics)
    let (isColored, messagesColored) = (command.color.isOn(stdout), command.color.isOn(Terminal(descriptor: 2)))
    let note = command.quiet ? nil : Self.note(options)
    let console = console
    let allPorts = options.allPorts
    return {
      let results: any Reporter =
        json
        ? JSONReporter(output: output, allPorts: allPorts)
        : TextReporter(
          output: output, width: stdout.reportWidth, style: TerminalStyle(isColored: isColored), allPorts: allPorts,
          isVerbose: verbose)
      let messages = MessageRenderer(sources: sources, format: format, isColored: messagesColored)
      return CommandReporter(results: results, output: output, console: console, messages: messages, scopeNote: note)
    }
  }

  private func startTicker(_ output: OutputWriter, _ control: RunControl) -> Ticker {
    let run = self
    return Ticker { number in
      try? output.flush()
      run.showLiveLines(control)
      // Every other tick: ten times a second.
      if number % 2 == 0 { run.console.draw(control.progress.map { ProgressMeter.Figures($0) }) }
    }
  }

  private func showLiveLines(_ control: RunControl) {
    let lines = control.takeLiveLines()
    if command.quiet || lines.isEmpty { return }
    console.write(lines.map { TerminalText.sanitized($0, keepingLines: true) + "\n" }.joined())
  }

  /// A reader that went away is no failure; a full disk is.
  private func finish(_ status: Int32, _ output: OutputWriter) -> Int32 {
    guard let code = output.failure, !SystemFailure(call: "write", code: code).isClosedPipe else { return status }
    console.write("error: cannot write results: \(SystemFailure(call: "write", code: code).text)\n")
    return ExitStatus.outputFailed
  }
}
