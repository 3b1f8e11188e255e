// SPDX-License-Identifier: GPL-3.0-or-later

extension TypeInference {
  /// Reports literals that are no ports, where ports are wanted; what is computed only the run can know.
  func checkPortNumbers(_ expression: Expression) {
    switch expression.kind {
    case .paren(let inner): checkPortNumbers(inner)
    case .list(let items): items.forEach(checkPortNumbers)
    case .int(let number): if number > Self.lastPort { reportBeyond(expression) }
    // One with a protocol was refused as a literal.
    case .range(_, let last, nil): if last > Self.lastPort { reportBeyond(expression) }
    case .unary(.negate, let inner):
      guard case .int = inner.kind else { return }
      report(
        .portTooLarge, "\(context.text(expression.span)) is no port", at: expression.span,
        label: "ports are numbers from 0 to 65535")
    case .string: checkService(expression)
    default: break
    }
  }

  /// A text among ports names a service; without a list of them only the run knows.
  private func checkService(_ expression: Expression) {
    guard let text = expression.literalText, !context.services.isEmpty, !context.isService(text) else { return }
    let isTarget = text.contains(".") || text.contains(":")
    report(
      .unknownService, "no service is called \"\(text)\"", at: expression.span,
      label: isTarget ? "ports are wanted here, not targets" : "",
      notes: text.utf8.first?.isDigit == true && !isTarget ? ["numbers stand without quotes"] : [],
      fixes: context.didYouMean(text, at: expression.span, context.services.sorted()).map { fix in
        Repair(replace: fix.span, with: "\"\(fix.replacement)\"", fix.explanation)
      })
  }

  private static let lastPort: Int64 = 65_535

  private func reportBeyond(_ literal: Expression) {
    report(
      .portTooLarge, "\(context.text(literal.span)) is beyond the last port", at: literal.span,
      label: "ports reach 65535")
  }
}

extension CallParameter {
  /// Whether numbers given for it are ports.
  var takesPorts: Bool { (types.contains(.ports) && !types.contains(.range)) || types.contains(.port) }
}
