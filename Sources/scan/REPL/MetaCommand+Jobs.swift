// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import NetworkTypes
import ScanLang
import ScanRuntime

/// Commands about what runs.
extension MetaCommand {
  static let jobRows: [MetaCommand] = [
    MetaCommand(
      name: "jobs", summary: "what runs in the background",
      run: { session, _ in
        list(session)
        return .next
      }),
    MetaCommand(
      name: "cancel", usage: "N|all", summary: "stop a job and keep what it knows",
      details: "The first time it waits for answers under way, as Ctrl-C does; the second time it does not.",
      run: { session, which throws(ReplFailure) in try cancel(session, which) }),
    MetaCommand(
      name: "rate", usage: "RATE [N]", summary: "the rate of running scans, such as 500/s",
      details: "Of job N, else of all. The scope's rate and --rate still hold.",
      run: { session, arguments throws(ReplFailure) in try rate(session, arguments) }),
  ]

  private static func list(_ session: ReplSession) {
    guard !session.jobs.isEmpty else { return session.writer.results("no jobs\n") }
    session.measureJobs()
    let width = session.settings.columns()
    let lines = session.jobs.map { job in
      let number = "[\(job.number)] "
      let progress = session.progress(of: job, width: width - 5)
      return "\(number)\(job.excerpt(width - number.count - 1))\n    \(progress)\n"
    }
    session.page(lines.joined())
  }

  private static func cancel(_ session: ReplSession, _ which: String) throws(ReplFailure) -> ReplSession.Step {
    if which == "all" {
      let count = session.cancelAll(SIGINT)
      if count == 0 { session.writer.results("no jobs\n") }
      return .next
    }
    let job = try job(which, session)
    job.control.interrupt(SIGINT)
    session.remark(":cancel \(which): \(job.excerpt(60))")
    return .next
  }

  private static func job(_ text: String, _ session: ReplSession) throws(ReplFailure) -> ReplJob {
    guard let number = Int(text) else { throw ReplFailure("which job?", hint: ":cancel 1, or :cancel all") }
    guard let job = session.job(number) else { throw ReplFailure("no job \(number) runs", hint: ":jobs lists them") }
    return job
  }

  private static func rate(_ session: ReplSession, _ arguments: String) throws(ReplFailure) -> ReplSession.Step {
    let words = arguments.split(separator: " ").map(String.init)
    guard let first = words.first, let rate = Rate(first), rate.count > 0, words.count <= 2 else {
      throw ReplFailure("write a rate as 500/s, 5k/s or 10/m", hint: ":rate 500/s, or :rate 500/s 2 for job 2")
    }
    let jobs = words.count == 2 ? [try job(words[1], session)] : session.jobs
    guard !jobs.isEmpty else { throw ReplFailure("nothing runs", hint: "a scan says its own: rate 500/s") }
    session.remark(":rate \(arguments)")
    let events = session.events
    for job in jobs {
      let number = job.number
      session.live.setRate(rate, of: job.control) { count in
        events.put(.remark(count == 0 ? "[\(number)] has no scan under way\n" : "[\(number)] \(rate)\n"))
      }
    }
    return .next
  }
}
