// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang

/// The end of a scan: the handlers that come after all ports, then its output in order, then its owner goes on.
extension Session {
  /// The engine is through with a scan.
  func finish(_ scan: ActiveScan, _ end: EngineEnd) {
    if scan.search != nil { return endSearch(scan, end) }
    var end = end
    end.counters.add(scan.searchCounters)
    end.sendFailures += scan.searchFailures
    end.firstFailure = scan.searchFailure ?? end.firstFailure
    end.refused += scan.searchRefused
    scan.end = end
    scan.results.end = end
    scan.results.elapsed = Int64(clamping: time.now().nanoseconds(since: scan.started) / 1000)
    flushPartial(scan)
    scan.results.complete()
    let (retries, passes) = (scan.settings.retries, scan.settings.confirm)
    let loss = scan.results.estimateLoss(retries: retries, passes: passes, sample: end.sample)
    (scan.results.missed, scan.results.hidden) = (loss.missed, loss.hidden)
    judge(end, scan)
    advance(scan)
  }

  private func judge(_ end: EngineEnd, _ scan: ActiveScan) {
    switch end.cause {
    case .completed: break
    case .stopped: if !scan.stoppedByScript { scan.results.isConclusive = false }
    case .deadline: inconclusive(scan, "a scan reached its deadline with \(end.undecided) probes undecided")
    case .packetLimit:
      inconclusive(scan, "the packet limit was reached with \(end.undecided) probes undecided")
      let trap = frame.trap(
        .packetLimit, scan.node, "the packet limit was reached with \(end.undecided) probes undecided")
      stop(becauseOf: trap, detail)
    case .failed(let error):
      for error in [error] + end.furtherFailures {
        inconclusive(scan, "the probe engine failed: \(error)")
        let trap = frame.trap(.engine, scan.node, "the probe engine failed: \(error)")
        output.reportError(diagnostic(trap, detail: detail), code: .engineError)
      }
    }
    if end.sendFailures > 0 { unsent(end, scan) }
    if end.refused > 0 { inconclusive(scan, "\(end.refused) probes were refused by the scope") }
    leaveOut(scan.skipped, of: scan)
    scan.results.skipped = scan.skipped
    // What `stop()` left out was not wanted; and an expectation may still say that less is enough.
    if scan.stoppedByScript { scan.results.judgement.allowsCoverage = true }
  }

  /// Probes that the system did not send say nothing of their ports; why it did not is told once.
  private func unsent(_ end: EngineEnd, _ scan: ActiveScan) {
    let count = "\(end.sendFailures) \(end.sendFailures == 1 ? "probe" : "probes") could not be sent"
    inconclusive(scan, count)
    guard let first = end.firstFailure else { return }
    let trap = frame.trap(.engine, scan.node, "\(count), the first to \(first.target): \(first.words)")
    output.reportError(diagnostic(trap, detail: detail), code: .engineError)
  }

  /// What a script skipped was not asked for in the end, so it does not count as missing.
  private func leaveOut(_ hosts: Set<Address>, of scan: ActiveScan) {
    for host in hosts {
      let decided = (scan.results.tally(of: host)?.decided ?? 0) * UInt64(max(1, scan.tcpTechniques))
      let missing = scan.probesPerHost - min(scan.probesPerHost, decided)
      scan.results.asked -= min(scan.results.asked, missing)
    }
  }

  private func inconclusive(_ scan: ActiveScan, _ reason: String) {
    scan.results.isConclusive = false
    output.outcome.isInconclusive(reason)
  }

  /// Goes on with a scan whose ports are all handled: errors, hosts, done, then its owner.
  func advance(_ scan: ActiveScan) {
    while scan.end != nil, scan.unfinished == 0, scans[scan.number] === scan {
      gather(scan)
      guard let step = scan.closing.first else { return close(scan) }
      scan.closing.removeFirst()
      for instance in instances(of: step, scan) {
        scan.unfinished += 1
        start(closing: instance, scan)
      }
    }
  }

  /// Puts what instances said in the order of handlers, hosts and ports, whatever the order in which they ended.
  private func gather(_ scan: ActiveScan) {
    scan.buffers.sort { $0.key.precedes($1.key) }
    scan.results.emitted = scan.buffers.flatMap(\.emitted)
    scan.results.findings = scan.buffers.flatMap(\.findings)
  }

  private func start(closing instance: Instance, _ scan: ActiveScan) {
    guard !isStopping else {
      scan.unfinished -= 1
      return
    }
    begin(instance, scan)
  }

  /// What runs in a closing step, in order.
  private func instances(of step: ActiveScan.ClosingStep, _ scan: ActiveScan) -> [Instance] {
    // Failures of `on error` itself are counted and warned of, but not handled again.
    let failures = step == .errors ? scan.failures.untold().filter { !scan.isErrorHandler($0.handler) } : []
    return scan.handlers.indices.flatMap { number -> [Instance] in
      let any = Address(v4: 0)
      switch (step, scan.handlers[number].code.event) {
      case (.errors, .error):
        return failures.map { entry in
          Instance(
            handler: number, binding: record(entry, scan), host: entry.host, port: entry.port,
            transport: entry.transport, hasHost: entry.hasHost)
        }
      case (.hosts, .host(let up, let down)):
        return hosts(scan, up: up, down: down).map { host in
          Instance(
            handler: number, binding: .object(HostObject(scan.results, host)), host: host, port: 0, transport: nil)
        }
      case (.hostsDone, .hostDone):
        return scan.results.hostsUp.map { host in
          Instance(
            handler: number, binding: .object(HostObject(scan.results, host)), host: host, port: 0, transport: nil)
        }
      case (.done, .done):
        return [
          Instance(
            handler: number, binding: .object(ResultsObject(scan.results)), host: any, port: 0, transport: nil,
            hasHost: false)
        ]
      default: return []
      }
    }
  }

  private func hosts(_ scan: ActiveScan, up: Bool, down: Bool) -> [Address] {
    // Those that are up were handled when their first answer came.
    let asked = down ? scan.results.talliedHosts : scan.results.tallies.keys
    let hosts = asked.filter { host in
      scan.results.tallies[host]?.upReason != nil ? up && !scan.hostsBegun.contains(host) : down
    }
    return (down ? hosts + Array(scan.results.foundDown) : hosts).sorted()
  }

  private func record(_ entry: FailureTally.Entry, _ scan: ActiveScan) -> Value {
    .object(
      RecordObject(
        .handlerError,
        [
          .host: entry.hasHost ? .address(entry.host) : .none,
          .port: entry.port == 0 ? .none : .port(Port(number: entry.port, proto: entry.transport)),
          .handler: .text(scan.handlers[entry.handler].code.header), .text: .text(entry.text),
          .count: .int(entry.count),
        ]))
  }

  /// Tells everything in order and lets the owner go on.
  private func close(_ scan: ActiveScan) {
    scans[scan.number] = nil
    reportHosts(scan)
    reportSilence(scan)
    warn(of: scan.failures, scan)
    for event in scan.buffers.flatMap(\.events) { deliver(event, from: scan) }
    output.outcome.add(scan.results)
    if isStopping {
      resume(scan.owner, .trap(.interrupted, "interrupted"))
    } else {
      resume(scan.owner, .value(.object(ResultsObject(scan.results))))
    }
  }

  /// What a handler said goes to the run, or into the buffer of the handler that started the scan.
  private func deliver(_ event: RunEvent, from scan: ActiveScan) {
    if let outer = scan.owner.output {
      outer.append(event)
    } else {
      output.report(event)
    }
  }

  private func reportHosts(_ scan: ActiveScan) {
    let number = scan.number + 1
    scan.results.forEachAnsweringHost { address, tally in
      output.report(
        .counts(
          HostCounts(
            scan: number, host: address, closed: tally.count(.closed), closedReason: tally.commonestReason(of: .closed),
            filtered: tally.count(.filtered), filteredReason: tally.commonestReason(of: .filtered))))
      output.report(
        .host(
          HostRecord(
            scan: number, host: address, name: scan.results.hostNames[address], isUp: tally.upReason != nil,
            reason: scan.results.hostReason(address, tally), rtt: tally.smallestRTT.map { Int64($0) },
            proxy: scan.results.proxy(of: address, tally))))
    }
  }

  private func reportSilence(_ scan: ActiveScan) {
    let (hosts, ports) = scan.results.silentHosts
    if hosts > 0 { output.report(.silence(SilenceRecord(scan: scan.number + 1, hosts: hosts, filtered: ports))) }
  }

  /// One warning for each place where instances failed.
  private func warn(of failures: FailureTally, _ scan: ActiveScan) {
    for entry in failures.ordered() {
      let header = scan.handlers[entry.handler].code.header
      let causes = entry.causes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      let span = spans.span(entry.node)
      let cause = causes.count == 1 ? ": \(TerminalText.sanitized(entry.text))" : ""
      let fixes = repair(entry, span)
      let diagnostic = Diagnostic(
        .handlerFailed, "`\(header)` failed \(extent(of: entry, scan))\(cause)",
        at: span, label: entry.count == 1 ? "failed here" : "failed here \(entry.count) times",
        notes: ["the other handlers went on; the run is inconclusive (exit status 3)"]
          + (fixes.isEmpty ? ["`try … else` would take the failure"] : []), fixes: fixes)
      output.report(
        .error(
          ErrorRecord(
            code: DiagnosticCode.handlerFailed.text, text: TerminalText.sanitized(entry.text),
            host: entry.hasHost ? entry.host : nil,
            port: entry.port == 0 ? nil : entry.port, count: entry.count, handler: header, diagnostic: diagnostic,
            causes: causes.map { ($0.key, $0.value) }, time: entry.time)))
    }
  }

  /// `for 37 of 212 ports`
  private func extent(of entry: FailureTally.Entry, _ scan: ActiveScan) -> String {
    let total = scan.instances[entry.handler] ?? entry.count
    let noun: String
    switch scan.handlers[entry.handler].code.event {
    case .port: noun = "port"
    case .host, .hostDone: noun = "host"
    default: return entry.count == 1 ? "once" : "\(entry.count) times"
    }
    return "for \(entry.count) of \(total) \(noun)\(total == 1 ? "" : "s")"
  }

  /// A follow-up that had no answer: `try … else none` takes that.
  private func repair(_ entry: FailureTally.Entry, _ span: SourceSpan) -> [Repair] {
    guard entry.kind == .network, let source = spans.files.first(where: { $0.file == span.file }) else { return [] }
    let text = source.text(span)
    guard !text.contains("\n"), span.start < span.end else { return [] }
    let attempt = "try \(text) else none"
    let before = source.bytes[..<Int(span.start)].last { $0 != UInt8(ascii: " ") }
    let behind = source.bytes[Int(span.end)...].first { $0 != UInt8(ascii: " ") }
    let ends: [UInt8?] = [nil, UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: ";"), UInt8(ascii: "}")]
    let isAlone = before == UInt8(ascii: "=") && ends.contains(behind)
    return [Repair(replace: span, with: isAlone ? attempt : "(\(attempt))", "none where there is no answer")]
  }
}
