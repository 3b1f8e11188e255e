// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import Glibc
import NetworkTypes
import ScanLang

/// What scripts say: at once at the top level, kept until the block ends in handlers.
extension Session {
  /// Tells an event where the running task's output goes.
  func tell(_ event: RunEvent) {
    if let buffer = current?.output {
      buffer.append(event)
    } else {
      output.report(event)
    }
  }

  /// `print`
  func say(_ line: String) { tell(.text(TerminalText.sanitized(line, keepingLines: true))) }

  /// `note`: a live line on standard error.
  func note(_ line: String) { control.addLiveLine(TerminalText.sanitized(line)) }

  /// `show`
  func show(_ table: TableRecord) { tell(.table(table)) }

  /// `finding`
  func add(_ record: FindingRecord) {
    var record = record
    record.text = TerminalText.sanitized(record.text)
    current?.output?.findings.append(record)
    tell(.finding(record))
  }

  /// `emit`
  func emit(_ kind: String, _ value: Value, _ fields: [FieldRecord]) {
    let key = current?.output.flatMap { $0.key.hasHost ? $0.key : nil }
    let port = key.flatMap { $0.port == 0 ? nil : $0.port }
    current?.output?.emitted.append(EmittedValue(kind: kind, value: value, host: key?.host, port: port))
    tell(.emit(EmittedRecord(kind: kind, host: key?.host, port: port, fields: fields)))
  }

  /// `expect EXPR`
  ///
  /// `values` are what was compared, when it does not hold.
  func judge(_ holds: Bool, _ message: String?, at span: SourceSpan, values: [(SourceSpan, String)] = []) {
    let source = spans.files.first { $0.file == span.file }
    let text = message ?? source?.text(span) ?? ""
    let detail = values.map { span, value in
      ExpectDetail(TerminalText.sanitized("\(source?.text(span) ?? "") is \(Self.shortened(value))"))
    }
    tell(
      .expect(
        ExpectRecord(ok: holds, text: TerminalText.sanitized(text), detail: detail, place: spans.place(span))))
  }

  /// A value that is too long for a line, cut.
  private static func shortened(_ text: String) -> String {
    text.count > 200 ? "\(text.prefix(199))…" : text
  }

  /// `limits`
  func limit(_ name: String, _ value: Value, _ frame: Frame, _ node: Int32) throws(Trap) {
    switch (name, value) {
    case ("time", .duration(let microseconds)) where microseconds > 0:
      let time = ScanDuration(microseconds: microseconds)
      limits.end(at: started.advanced(by: time), source: "limits { time \(time) }", node: node)
    case ("steps", .int(let number)) where number > 0: limits.steps = min(number, options.ceilings?.steps ?? .max)
    case ("followups", .int(let number)) where number > 0: limits.followups = number
    case ("packets", .int(let number)) where number > 0: break  // the gate knows it from the start
    case ("memory", .size(let bytes)) where bytes > 0: limits.memory = bytes
    default: throw frame.trap(.badArgument, node, "\(name) cannot be limited to \(value.literal(stores))")
    }
  }

  /// An environment variable.
  func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// `stop()`
  func stopCurrentScan(_ context: CallContext) throws(Trap) {
    guard let scan = current?.scan else {
      throw context.bad("stop() ends the scan whose handler calls it; there is none here")
    }
    scan.stoppedByScript = true
    scan.ticket?.stop()
  }

  /// `skip(h)`
  func skipHost(_ value: Value, _ context: CallContext) throws(Trap) {
    guard let scan = current?.scan else {
      throw context.bad("skip(h) leaves out a host of the scan whose handler calls it; there is none here")
    }
    if case .portResult(let handle) = value {
      scan.skip(stores.row(handle).host)
    } else if let address = value.asHost?.address ?? value.asAddress {
      scan.skip(address.canonical)
    } else {
      throw context.wrong(value, "a host, address or port result")
    }
  }

  /// The diagnostic of a trap.
  func diagnostic(_ trap: Trap, detail: String) -> Diagnostic {
    let span = spans.span(trap.node)
    return Diagnostic(trap.kind.code, TerminalText.sanitized(detail.isEmpty ? trap.kind.code.title : detail), at: span)
  }
}

extension ActiveScan {
  /// Leaves out what is left of a host; that is no loss of coverage.
  func skip(_ host: Address) {
    skipped.insert(host)
    ticket?.skip(host)
  }
}

extension TrapKind {
  /// The row of the table of diagnostics.
  var code: DiagnosticCode {
    switch self {
    case .overflow: .integerOverflow
    case .divisionByZero: .divisionByZero
    case .wrongType: .wrongValueType
    case .missing: .missingField
    case .missingKey: .missingKey
    case .outOfRange: .indexOutOfRange
    case .badText: .badText
    case .noOrder: .badComparison
    case .regexInvalid: .regexInvalid
    case .regexLimit: .regexLimit
    case .noArmMatches: .noArmMatches
    case .failed: .failed
    case .network: .followupFailed
    case .engine: .engineError
    case .clientMissing: .clientMissing
    case .badArgument: .valueOutOfRange
    case .outsideScope: .outsideScope
    case .privilege: .privilegeMissing
    case .callDepth: .depthLimit
    case .collectionLimit: .collectionLimit
    case .textLimit: .textLimit
    case .followupLimit: .followupLimit
    case .memoryLimit: .memoryLimit
    case .emptyTargets: .emptyTargets
    case .nameNotResolved: .nameNotResolved
    case .fileError: .fileError
    case .badBaseline: .baselineError
    case .stepLimit: .stepLimit
    case .timeLimit: .timeLimit
    case .packetLimit: .packetLimit
    case .noNetwork: .noNetwork
    case .interrupted, .flow: .cancelled
    }
  }
}
