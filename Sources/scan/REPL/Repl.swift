// SPDX-License-Identifier: GPL-3.0-or-later
import CReadline
import Engines
import Glibc
import NetworkTypes
import ScanLang
import ScanRuntime

/// `scan repl`: from options to exit status.
struct Repl {
  let command: RunCommand
  /// What raw packets are sent with.
  let rawSockets: RawSocketGrant?
  /// Whether somebody types and reads.
  let isInteractive: Bool
  /// Whether `start.scan` is entered.
  let wantsStartFile: Bool

  /// Runs a session to its end.
  func run() -> Int32 {
    guard let events = ReplEvents() else { return failed(ReplFailure("the system gives no more pipes")) }
    let settings: ReplSettings
    do throws(ReplStop) { settings = try prepare() } catch { return error.status }
    SignalWatch.start(isInteractive ? SignalWatch.terminalSignals : []) { [isInteractive] signal, _ in
      events.put(.signal(signal))
      if isInteractive, signal == SIGTERM || signal == SIGHUP { Self.endSoon(signal) }
    }
    return isInteractive ? runOnTerminal(settings, events) : runOnStreams(settings, events)
  }

  /// In milliseconds.
  private static let endPatience: Int32 = 3000

  /// Ends the program though its own thread does not come to it, because the terminal takes no more or an editor goes on:
  /// whoever is told to end, ends.
  private static func endSoon(_ signal: Int32) {
    BackgroundThread.start {
      poll(nil, 0, endPatience)
      creadline_restore_terminal_now()
      _exit(ExitStatus.signalBase + signal)
    }
  }

  // MARK: Settings

  /// Why no session begins; it was told already.
  private struct ReplStop: Error {
    let status: Int32
  }

  private func prepare() throws(ReplStop) -> ReplSettings {
    let console = Console.standardError(showsProgress: false)
    guard let input = try? RunArguments(["-"]) else { throw ReplStop(status: ExitStatus.usage) }
    let reader = PlaybookRun(arguments: input, command: command, console: console, rawSockets: rawSockets)
    var options = RunOptions(
      scriptName: "<session>", scope: .local, seed: command.seed ?? Environment.randomSeed, version: Version.text)
    do throws(PlaybookRun.Stop) {
      options.network = try reader.network()
      (options.scope, options.scopePlaces) = try reader.scope()
    } catch {
      throw ReplStop(status: reader.report(error))
    }
    take(&options)
    return settings(options)
  }

  private func take(_ options: inout RunOptions) {
    options.exclude = command.exclude.reduce(TargetSet()) { $0.union($1) }
    options.rate = command.rate
    options.failOn = command.failOn
    options.rawSockets = rawSockets
    options.hasRawSockets = command.wantsRawSockets && (rawSockets != nil || Privilege.hasRawSockets)
    if let out = command.out { options.outFolder = out }
  }

  private func settings(_ options: RunOptions) -> ReplSettings {
    var settings = ReplSettings(
      options: options,
      // Without a terminal there is no colour, unless it is asked for.
      isColored: command.color == .always || isInteractive && command.color.isOn(Terminal(descriptor: 1)),
      diagnostics: command.diagnostics, isQuiet: command.quiet,
      columns: { Terminal(descriptor: 1).reportWidth })
    settings.table.hasBoxCharacters = Environment.isUnicode
    return settings
  }

  // MARK: Sessions

  private func runOnTerminal(_ settings: ReplSettings, _ events: ReplEvents) -> Int32 {
    guard creadline_save_terminal(Terminal(descriptor: 1).isCapable) else { return runOnStreams(settings, events) }
    creadline_restore_on_crash()
    // As in shells: what is typed or pasted ends no session.
    signal(SIGQUIT, SIG_IGN)
    defer { creadline_restore_terminal() }
    let writer = PromptWriter(
      showsProgress: Terminal(descriptor: 1).isCapable && !command.noProgress && !command.quiet, events: events)
    let session: ReplSession
    do throws(ReplFailure) {
      session = try ReplSession(settings, events: events, writer: writer)
    } catch {
      return failed(error)
    }
    LineEditor.start()
    if !command.quiet { writer.results(greeting(settings.options)) }
    let start = startFile(writer)
    if let start, !command.quiet { writer.results("begun with \(TerminalText.sanitized(start.path))\n") }
    let loop = ReplLoop(
      session, writer: writer, prompt: prompt(settings.options),
      history: EntryHistory(environment: Environment.value), start: start)
    let status = loop.run()
    events.close()
    session.live.close()
    return status
  }

  /// What the session begins with; a file that must not be read is told and left out.
  private func startFile(_ writer: PromptWriter) -> StartFile? {
    guard wantsStartFile else { return nil }
    do throws(StartFile.Refusal) {
      return try StartFile.read(Environment.value)
    } catch {
      writer.messages(TerminalText.sanitized("warning: \(error.text)") + "\n")
      if let hint = error.hint { writer.messages(TerminalText.sanitized("hint: \(hint)") + "\n") }
      return nil
    }
  }

  private func runOnStreams(_ settings: ReplSettings, _ events: ReplEvents) -> Int32 {
    let writer = StreamWriter()
    do throws(UsageError) {
      let source = try SourceReader.standardInput()
      let session: ReplSession
      do throws(ReplFailure) {
        session = try ReplSession(settings, events: events, writer: writer)
      } catch {
        return failed(error)
      }
      let status = ReplStream(session).run(String(decoding: source.bytes, as: UTF8.self))
      events.close()
      session.live.close()
      guard let code = writer.failure, !SystemFailure(call: "write", code: code).isClosedPipe else { return status }
      return ExitStatus.outputFailed
    } catch {
      writer.messages(error.text)
      return ExitStatus.usage
    }
  }

  private func greeting(_ options: RunOptions) -> String {
    let bounds: String
    if let network = options.network {
      bounds = "simulated network \(network.name): nothing leaves this machine"
    } else if options.scope.hash == nil {
      bounds = "no scope file: loopback, link-local and private networks only"
    } else {
      bounds = "scope \(TerminalText.sanitized(options.scope.name))"
    }
    return "\(Version.line); :help explains, Ctrl-D leaves\n\(bounds)\n"
  }

  private func prompt(_ options: RunOptions) -> Prompt {
    var prompt = Prompt()
    if options.scope.hash != nil {
      prompt.scope = (options.scope.name, Rate.lower(options.rate, options.scope.rate))
    }
    return prompt
  }

  private func failed(_ failure: ReplFailure) -> Int32 {
    _ = FileBytes.writeAll(Array(failure.text.utf8), to: 2)
    return ExitStatus.inconclusive
  }
}

extension Rate {
  /// The lower of two ceilings.
  fileprivate static func lower(_ left: Rate?, _ right: Rate?) -> Rate? {
    guard let left, let right else { return left ?? right }
    return left < right ? left : right
  }
}
