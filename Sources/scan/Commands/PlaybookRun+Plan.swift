// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang
import ScanRuntime

extension PlaybookRun {
  /// `scan plan`: from arguments to the plan and the exit status.
  func executePlan(resolvesNames: Bool) -> Int32 {
    do throws(Stop) {
      let (program, options) = try prepare()
      return tell(Playbook.plan(program, options: options, resolvesNames: resolvesNames), program, options)
    } catch {
      return report(error)
    }
  }

  private func tell(_ outcome: PlanOutcome, _ program: CheckedProgram, _ options: RunOptions) -> Int32 {
    let messages = messages(sources(program, options))
    for record in outcome.errors { console.write(messages.text(record)) }
    // A plan of nothing, because a parameter was wrong, says nothing.
    if outcome.exit == ExitStatus.usage { return outcome.exit }
    let width = Terminal(descriptor: 1).reportWidth
    let text = command.json ? PlanJSON(outcome.plan).line : PlanText(outcome.plan, width: width).text
    return StandardOutput.write(text, then: outcome.exit)
  }
}
