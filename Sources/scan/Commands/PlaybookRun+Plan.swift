// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang
import ScanRuntime

extension PlaybookRun {
  /// `scan plan`: from arguments to the plan and the exit status.
  func executePlan(resolvesNames: Bool) -> Int32 {
    do throws(Stop) {
      let source = try readSource()
      let program = try load(source)
      if arguments.wantsHelp { throw .done }
      var options = try options(for: program, source)
      (options.scope, options.scopePlaces) = try scope()
      options.network = try network()
      return tell(Playbook.plan(program, options: options, resolvesNames: resolvesNames), program, options)
    } catch {
      return report(error)
    }
  }

  private func tell(_ outcome: PlanOutcome, _ program: CheckedProgram, _ options: RunOptions) -> Int32 {
    let messages = messages(
      [program.tree.source] + program.imports.map(\.source) + [options.scopePlaces?.source].compactMap { $0 })
    for record in outcome.errors { console.write(messages.text(record)) }
    // A plan of nothing, because a parameter was wrong, says nothing.
    if outcome.exit == ExitStatus.usage { return outcome.exit }
    let width = Terminal(descriptor: 1).reportWidth
    let text = command.json ? PlanJSON(outcome.plan).line : PlanText(outcome.plan, width: width).text
    let code = FileBytes.writeAll(Array(text.utf8), to: 1)
    return code == 0 || SystemFailure(call: "write", code: code).isClosedPipe ? outcome.exit : ExitStatus.outputFailed
  }
}
