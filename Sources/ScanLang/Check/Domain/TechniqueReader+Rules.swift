// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

extension TechniqueReader {
  /// What must hold of a technique: silence is judged, and every arm can be reached.
  func check(_ technique: Technique, _ declaration: TechniqueDeclaration) {
    guard declaration.send != nil, !declaration.name.text.isEmpty else { return }
    if !technique.judgesSilence, !context.isObscured(at: declaration.name.span) { reportSilence(declaration) }
    let shadowed = Set(technique.shadowedArms)
    for (place, arm) in declaration.arms.enumerated() {
      if shadowed.contains(place) {
        reportShadowed(arm, declaration, technique, place)
      } else if !canArrive(arm.answer, technique.send) {
        context.report(
          .answerNeverArrives, "\(probe(technique.send)) never gets the answer `\(arm.answer)`", at: arm.answerSpan,
          label: "this arm is never taken",
          related: declaration.send.map { [RelatedSpan($0.span, "this is what is sent")] } ?? [],
          notes: ["it can get: \(answers(technique.send))"])
      }
    }
  }

  private func reportSilence(_ declaration: TechniqueDeclaration) {
    let last = declaration.arms.last?.span ?? declaration.send?.span ?? declaration.name.span
    context.report(
      .silenceMissing, "the technique `\(declaration.name.text)` does not say what silence means",
      at: declaration.name.span, label: "no `silence => …`",
      notes: ["silence is where probes differ: to FIN an open port is silent, to SYN a filtered one"],
      fixes: [
        Repair(replace: last.after, with: "\n  silence => filtered", "a port that does not answer is filtered"),
        Repair(replace: last.after, with: "\n  silence => open|filtered", "an open port is silent too"),
      ])
  }

  private func reportShadowed(
    _ arm: TechniqueArm, _ declaration: TechniqueDeclaration, _ technique: Technique, _ place: Int
  ) {
    let above = declaration.arms[..<place].first { $0.answer.covers(arm.answer) }
    context.report(
      .armUnreachable, "this arm can never be reached", at: arm.span,
      related: above.map { [RelatedSpan($0.span, "this arm takes all of its answers")] } ?? [])
  }

  private func canArrive(_ answer: AnswerPattern, _ send: Technique.Send) -> Bool {
    switch (answer, send) {
    case (.silence, _), (.unreachable, _): true
    case (.flags, .flags), (.reply, .payload), (.reply, .echo), (.reply, .neighbour), (.accepted, .connect),
      (.refused, .connect):
      true
    default: false
    }
  }

  private func probe(_ send: Technique.Send) -> String {
    switch send {
    case .flags(let flags): "a TCP segment with \(flags)"
    case .payload: "a UDP datagram"
    case .connect: "a connection attempt"
    case .echo: "an echo request"
    case .neighbour: "a question to the link"
    }
  }

  private func answers(_ send: Technique.Send) -> String {
    switch send {
    case .flags: "flags such as `SYN|ACK` or `RST`, `unreachable`, `silence`"
    case .payload, .echo, .neighbour: "`reply`, `unreachable`, `silence`"
    case .connect: "`accepted`, `refused`, `unreachable`, `silence`"
    }
  }
}
