// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Engines
import Glibc
import ScanRuntime

/// The program: finds the command and ends with its status.
@main
enum ScanProgram {
  static func main() {
    if let refusal = BorrowedRights.refusal {
      _ = failed(refusal)
      exit(ExitStatus.refused)
    }
    let arguments = Array(CommandLine.arguments.dropFirst())
    exit(dispatch(arguments))
  }

  private static func dispatch(_ arguments: [String]) -> Int32 {
    SignalWatch.ignoreClosedPipes()
    switch arguments.first {
    case "version" where arguments.count == 1, "--version" where arguments.count == 1:
      return StandardOutput.write(Version.line + "\n")
    case nil:
      return withoutArguments()
    case "repl":
      return repl(Array(arguments.dropFirst()))
    case "run":
      return run(Array(arguments.dropFirst()))
    case "plan":
      return plan(Array(arguments.dropFirst()))
    case "inspect" where arguments.contains(InspectCommand.plan):
      return plan(arguments.dropFirst().filter { $0 != InspectCommand.plan })
    default:
      return parse(arguments)
    }
  }

  private static func failed(_ error: UsageError) -> Int32 {
    _ = FileBytes.writeAll(Array(error.text.utf8), to: 2)
    return ExitStatus.usage
  }

  // MARK: Commands other than run

  private static func parse(_ arguments: [String]) -> Int32 {
    if let first = arguments.first, !first.hasPrefix("-"), !ScanCommand.commandNames.contains(first) {
      return failed(CommandLineMessage.unknownCommand(first))
    }
    do {
      var command = try ScanCommand.parseAsRoot(arguments)
      if let command = command as? any ConsoleCommand {
        return LargeStack.run { command.execute(Console.standardError(showsProgress: false)) }
      }
      // What is left is a form of help, which throws its text.
      try command.run()
      return ExitStatus.success
    } catch {
      let name = arguments.first.map { $0.hasPrefix("-") ? "" : " \($0)" } ?? ""
      return report(error, from: ScanCommand.self, named: name)
    }
  }

  /// What the argument parser throws: help that was asked for, or a usage error.
  private static func report(_ error: any Error, from command: any ParsableCommand.Type, named name: String) -> Int32 {
    let message = command.message(for: error)
    if command.exitCode(for: error).isSuccess {
      return StandardOutput.write(message + (message.hasSuffix("\n") ? "" : "\n"))
    }
    return failed(CommandLineMessage.usageError(message, help: "scan\(name) --help"))
  }

  // MARK: REPL

  /// `scan` alone: a session on a terminal, else a script on standard input; where there is neither, help.
  private static func withoutArguments() -> Int32 {
    if Terminal(descriptor: 0).isTerminal {
      guard Terminal(descriptor: 1).isTerminal else {
        return StandardOutput.write(ScanCommand.helpMessage(columns: 80) + "\n")
      }
      return repl([])
    }
    var input = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    var status = stat()
    let isNothing = fstat(0, &status) != 0 || status.st_mode & S_IFMT == S_IFCHR || poll(&input, 1, 0) < 0
    return isNothing ? StandardOutput.write(ScanCommand.helpMessage(columns: 80) + "\n") : run(["-"])
  }

  private static func repl(_ arguments: [String]) -> Int32 {
    let command: RunCommand
    let own: ReplCommand
    do {
      own = try ReplCommand.parse(arguments)
      command = try RunCommand.parse(ReplCommand.withoutOwn(arguments))
    } catch {
      return report(error, from: ReplCommand.self, named: " repl")
    }
    let isInteractive = Terminal(descriptor: 0).isTerminal && Terminal(descriptor: 1).isTerminal
    // Before any thread is started, so that all of them inherit it.
    SignalWatch.block(isInteractive ? SignalWatch.terminalSignals : [])
    let grant: RawSocketGrant?
    do throws(EngineError) {
      grant = command.wantsRawSockets ? try RawSocketGrant.take() : nil
    } catch {
      return failed(UsageError("capabilities cannot be given up (\(error)); --unprivileged does without raw packets"))
    }
    let repl = Repl(
      command: command, rawSockets: grant, isInteractive: isInteractive, wantsStartFile: !own.noStart)
    return LargeStack.run { repl.run() }
  }

  // MARK: Run

  private static func run(_ arguments: [String]) -> Int32 {
    do throws(UsageError) {
      let separated = try RunArguments(arguments)
      guard separated.playbook != nil else {
        return StandardOutput.write(ScanCommand.helpMessage(for: RunCommand.self, columns: 80))
      }
      let command: RunCommand
      do {
        command = try RunCommand.parse(separated.options)
      } catch {
        return report(error, from: RunCommand.self, named: " run")
      }
      return run(separated, command)
    } catch {
      return failed(error)
    }
  }

  private static func run(_ arguments: RunArguments, _ command: RunCommand) -> Int32 {
    // Before any thread is started, so that all of them inherit it.
    SignalWatch.block()
    let grant: RawSocketGrant?
    do throws(EngineError) {
      grant = command.wantsRawSockets && !arguments.wantsHelp ? try RawSocketGrant.take() : nil
    } catch {
      return failed(UsageError("capabilities cannot be given up (\(error)); --unprivileged does without raw packets"))
    }
    let stderr = Terminal(descriptor: 2)
    let console = Console.standardError(
      showsProgress: stderr.isCapable && !command.noProgress && !command.quiet)
    let control = RunControl()
    let explains = stderr.isTerminal && !command.quiet
    SignalWatch.start { signal, count in
      interrupted(signal, count, control, explains ? console : nil)
    }
    let playbook = PlaybookRun(arguments: arguments, command: command, console: console, rawSockets: grant)
    return LargeStack.run { playbook.execute(control) }
  }

  // MARK: Plan

  private static func plan(_ arguments: [String]) -> Int32 {
    do throws(UsageError) {
      let separated = try RunArguments(arguments.filter { $0 != PlanCommand.resolve })
      guard separated.playbook != nil else {
        return StandardOutput.write(ScanCommand.helpMessage(for: PlanCommand.self, columns: 80))
      }
      let command: RunCommand
      do {
        _ = try PlanCommand.parse(separated.options)
        command = try RunCommand.parse(separated.options)
      } catch {
        return report(error, from: PlanCommand.self, named: " plan")
      }
      let playbook = PlaybookRun(
        arguments: separated, command: command, console: Console.standardError(showsProgress: false), rawSockets: nil)
      let resolves = arguments.contains(PlanCommand.resolve)
      return LargeStack.run { playbook.executePlan(resolvesNames: resolves) }
    } catch {
      return failed(error)
    }
  }

  private static func interrupted(_ signal: Int32, _ count: Int, _ control: RunControl, _ console: Console?) {
    // Before the run begins there is nothing to bring to an end: files are read, perhaps a pipe that nobody writes to.
    // And whoever asks a third time is not asked for patience: even a blocked output is left behind.
    if count > 2 || !control.hasBegun { _exit(ExitStatus.signalBase + signal) }
    control.interrupt(signal)
    if count == 1 { console?.write("stopping: waiting for answers under way; once more to stop at once\n") }
  }
}
