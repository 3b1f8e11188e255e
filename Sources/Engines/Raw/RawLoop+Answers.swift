// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import NetworkTypes

/// Answers: what arrived, held against what is on its way. Only what proves that it saw the probe counts.
extension RawLoop {
  func take(_ segment: TCPSegment, options: PacketBytes, _ arrival: Arrival) {
    let header = arrival.header
    var answer = RawAnswer(
      answer: .tcp(flags: segment.flags, window: segment.window, ttl: header.ttl, length: segment.length),
      reason: segment.flags.answerReason,
      evidence: SegmentEvidence(ttl: header.ttl, window: segment.window, flags: segment.flags), isFromTarget: true)
    for case let run? in runs {
      for technique in run.work.techniques.indices {
        guard case .flags(let flags) = run.work.techniques[technique].send,
          run.awaits(segment.targetPort, technique: technique, ports)
        else { continue }
        let pair = run.cookies.pair(header.source, port: segment.sourcePort, technique: UInt8(technique))
        guard ProbeCookies.accepts(segment, pair, flags: flags, length: run.payloadLength(technique)),
          !isOwn(segment, header)
        else {
          continue
        }
        answer.evidence.options = optionReading.options(of: options)
        return take(
          answer, run, technique, pair.first, header.source, port: segment.sourcePort, ownPort: segment.targetPort,
          arrival)
      }
    }
  }

  /// Whether a segment is a probe of ours, of whatever scan, seen again on its way to this very machine.
  private func isOwn(_ segment: TCPSegment, _ header: InternetHeader) -> Bool {
    runs.contains { run in
      guard let run else { return false }
      return run.work.techniques.indices.contains { technique in
        run.awaits(segment.sourcePort, technique: technique, ports)
          && segment.sequence
            == run.cookies.pair(header.target, port: segment.targetPort, technique: UInt8(technique)).first
      }
    }
  }

  func takeDatagram(
    from source: UInt16, to target: UInt16, _ length: Int, _ payload: PacketBytes, _ arrival: Arrival
  ) {
    let header = arrival.header
    let answer = RawAnswer(
      answer: .reply(length: length, ttl: header.ttl), reason: .udpResponse,
      evidence: SegmentEvidence(ttl: header.ttl), isFromTarget: true)
    for case let run? in runs {
      for technique in run.work.techniques.indices where run.work.techniques[technique].send == .payload {
        guard run.awaits(target, technique: technique, ports) else { continue }
        let pair = run.cookies.pair(header.source, port: source, technique: UInt8(technique))
        if let echo = run.question(technique, port: source)?.echo {
          guard echo.isGivenBack(pair.hash, in: payload), !isOwn(from: source, to: target, header, run, technique)
          else { continue }
          return take(
            answer, run, technique, pair.first, header.source, port: source, ownPort: target, arrival)
        }
        // Where nothing in a datagram gives our hash back, only what is waited for can be an answer.
        guard
          let id = run.attempt(
            pair.first, target: header.source, port: source, technique: technique, interface: arrival.interface),
          !isOwn(from: source, to: target, header, run, technique)
        else { continue }
        keep(for: run)
        return settle(id, run, answer, ownPort: target, at: arrival.moment)
      }
    }
    takeStray(from: source, to: target, arrival)
  }

  /// Whether a datagram is a probe of ours, seen again on its way to this very machine: what comes from this machine and a
  /// port that is reserved for us is nobody else's. A port that the user fixed may belong to somebody else too; there the
  /// name in the header tells.
  private func isOwn(
    from source: UInt16, to target: UInt16, _ header: InternetHeader, _ run: RawRun, _ technique: Int
  ) -> Bool {
    guard ports.contains(source) || run.awaits(source, technique: technique, ports),
      case .success(let route) = run.routes.route(to: header.source), route.isLocal
    else { return false }
    if ports.contains(source) { return true }
    let pair = run.cookies.pair(header.target, port: target, technique: UInt8(technique))
    return header.isNamed(by: pair.first)
  }

  func takeEcho(_ identifier: UInt16, _ rest: PacketBytes, _ arrival: Arrival) {
    let header = arrival.header
    guard let first = rest.long(0), let second = rest.long(4) else { return }
    let answer = RawAnswer(
      answer: .reply(length: 0, ttl: header.ttl), reason: .echoReply, evidence: SegmentEvidence(ttl: header.ttl),
      isFromTarget: true)
    for case let run? in runs {
      for technique in run.work.techniques.indices where run.work.techniques[technique].send == .echo {
        let pair = run.cookies.pair(header.source, port: 0, technique: UInt8(technique))
        guard pair == ProbeCookies.Pair(first: first, second: second) else { continue }
        return take(answer, run, technique, pair.first, header.source, port: 0, ownPort: identifier, arrival)
      }
    }
  }

  /// Takes in that a station is there, for those who ask just that.
  func takeNeighbour(_ hop: NextHop, at moment: MonotonicTime) {
    let address = hop.address
    let answer = RawAnswer(
      answer: .reply(length: 0, ttl: 0), reason: address.isV4 ? .arpResponse : .ndResponse,
      evidence: SegmentEvidence(), isFromTarget: true)
    for case let run? in runs {
      for technique in run.work.techniques.indices where run.work.techniques[technique].send == .neighbour {
        let pair = run.cookies.pair(address, port: 0, technique: UInt8(technique))
        guard
          let id = run.attempt(
            pair.first, target: address, port: 0, technique: technique, interface: hop.interface)
        else { continue }
        keep(for: run)
        return settle(id, run, answer, ownPort: run.sourcePort(1, run.scheduler.attempt(id).job, ports), at: moment)
      }
    }
  }

  /// Takes in an ICMP error: what it quotes must be a probe of ours, with its cookie.
  func take(
    _ kind: UnreachableKind, _ reason: Reason, _ quoted: QuotedProbe, _ arrival: Arrival
  ) {
    let header = arrival.header
    let target = quoted.header.target
    let isFromTarget = header.source == target
    let answer = RawAnswer(
      answer: .unreachable(kind.judged(fromTarget: isFromTarget)), reason: reason,
      evidence: SegmentEvidence(ttl: header.ttl), isFromTarget: isFromTarget)
    for case let run? in runs {
      for technique in run.work.techniques.indices {
        let isEcho = run.work.techniques[technique].send == .echo
        let port = isEcho ? 0 : quoted.targetPort
        let pair = run.cookies.pair(target, port: port, technique: UInt8(technique))
        guard run.awaits(quoted.sourcePort, technique: technique, ports),
          run.quotes(quoted, pair, technique: technique)
        else { continue }
        if run.work.keepsErrorSenders { run.errorSenders[UInt8(technique)] = header.source }
        return take(
          answer, run, technique, pair.first, target, port: port, ownPort: quoted.sourcePort, arrival)
      }
    }
  }

  /// Takes in a valid answer, in time or late.
  private func take(
    _ answer: RawAnswer, _ run: RawRun, _ technique: Int, _ cookie: UInt32, _ target: Address, port: UInt16,
    ownPort: UInt16, _ arrival: Arrival
  ) {
    keep(for: run)
    if let id = run.attempt(
      cookie, target: target, port: port, technique: technique, interface: arrival.interface)
    {
      settle(id, run, answer, ownPort: ownPort, at: arrival.moment)
    } else if run.scheduler.hasResendsToCome {
      run.late.keep(
        answer,
        to: LateAnswers.Question(
          target: target, port: port, technique: UInt8(technique),
          interface: target.isV6 && target.isLinkLocal ? arrival.interface : 0))
    }
  }

  /// Keeps the packet that is looked at, which answers a probe of a scan, if the scan wants that.
  func keep(for run: RawRun) {
    guard isCapturing else { return }
    isTaken = true
    run.work.capture?.received(arrived)
    if isTracing { traceAnswer(to: run) }
  }

  private func settle(_ id: AttemptID, _ run: RawRun, _ answer: RawAnswer, ownPort: UInt16, at moment: MonotonicTime) {
    let attempt = run.ended(id)
    var isMeasure = run.answersTry(
      attempt.tries, port: ownPort, technique: Int(attempt.job.technique), ports)
    if case .unreachable = answer.answer { isMeasure = false }
    run.settle(
      answer, attempt.job, attempt.candidate, sentAt: attempt.sentAt,
      roundTrip: moment.nanoseconds(since: attempt.sentAt), isMeasure: isMeasure)
  }
}

extension RawRun {
  /// Whether an ICMP error quotes a probe with these numbers. Of a datagram and an echo request the first eight bytes are
  /// all that must be quoted, so that they bear the hash in the header: 16 bits over IPv4, 20 over IPv6.
  func quotes(_ quoted: QuotedProbe, _ pair: ProbeCookies.Pair, technique: Int) -> Bool {
    switch (work.techniques[technique].send, quoted.header.next) {
    case (.flags, InternetHeader.Next.tcp): quoted.sequence == pair.first
    case (.payload, InternetHeader.Next.udp), (.echo, InternetHeader.Next.icmp4), (.echo, InternetHeader.Next.icmp6):
      quoted.header.isNamed(by: pair.first)
    default: false
    }
  }
}
