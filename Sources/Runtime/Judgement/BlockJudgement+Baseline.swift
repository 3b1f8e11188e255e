// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// `same as baseline("path")`: compares with the file, or writes it.
extension BlockJudgement {
  /// Compares with the baseline at a path; one that is not there makes the line inconclusive.
  func compare(withBaseline path: String, _ ignored: Set<String>, _ span: SourceSpan) throws(Trap) {
    let session = session
    if session.options.acceptsBaselines { return accept(path, ignored, span) }
    let earlier: ScanResults
    do throws(Session.BaselineFailure) {
      earlier = try session.readBaseline(path)
    } catch {
      var verdict = Verdict()
      verdict.worsen(to: .unsure)
      switch error {
      case .missing:
        let name = LiteralText.quoted(path)
        verdict.add([ExpectDetail("there is no baseline \(name) yet: `scan run --accept` writes it")])
      case .unusable(let text): verdict.add([ExpectDetail("the baseline cannot be used: \(text)")])
      }
      session.tell(verdict, about: results, at: span)
      return
    }
    try compare(with: earlier, ignored, span)
  }

  /// `--accept`: the results become the baseline, and what they change is told. Results that are not conclusive are not
  /// accepted: what is wrong today would be right tomorrow.
  func accept(_ path: String, _ ignored: Set<String>, _ span: SourceSpan) {
    var verdict = Verdict()
    let name = LiteralText.quoted(path)
    if !session.job.acceptedBaselines.insert(path).inserted {
      verdict.worsen(to: .unsure)
      verdict.add([ExpectDetail("not accepted: this run wrote \(name) already")])
    } else if let doubt = doubt {
      verdict.worsen(to: .unsure)
      verdict.add([ExpectDetail("not accepted, \(name) is left as it is: \(doubt)")])
    } else {
      write(path, ignored, &verdict)
    }
    session.tell(verdict, about: results, at: span, isAccepted: verdict.outcome == .held)
  }

  /// Why the results are no good as a baseline.
  private var doubt: String? {
    if !results.isConclusive || results.lacksCoverage { return "the scan is inconclusive" }
    let untrusted = results.tallies.values.reduce(0) { $0 + $1.untrusted }
    return untrusted == 0 ? nil : "\(untrusted) \(untrusted == 1 ? "port has" : "ports have") no answer to be trusted"
  }

  private func write(_ path: String, _ ignored: Set<String>, _ verdict: inout Verdict) {
    let name = LiteralText.quoted(path)
    let earlier = Result { () throws(Session.BaselineFailure) in try session.readBaseline(path) }
    var changes = Verdict()
    let what: String
    switch earlier {
    case .success(let earlier):
      changes = BaselineJudge(now: results, then: earlier, waivers: [], ignored: ignored).judge()
      if changes.outcome == .held {
        verdict.add([ExpectDetail("\(name) says the same and is left as it is")])
        return
      }
      what = "replaced"
    case .failure(.missing): what = "new"
    case .failure(.unusable(let text)): what = "replaced, it could not be used (\(text))"
    }
    do throws(OutputFolder.Failure) {
      try OutputFolder(root: session.options.scriptFolder).write(
        ResultsDocument.text(of: results, session.stores), to: path)
      verdict.add([ExpectDetail("\(name) written (\(what)): \(results.summaryText.dropFirst("results: ".count))")])
      verdict.add(changes.details, of: changes.details.count + changes.omitted)
    } catch {
      verdict.worsen(to: .unsure)
      verdict.add([ExpectDetail("not accepted: \(error.text)")])
    }
  }
}
