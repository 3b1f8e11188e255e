// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import NetworkTypes

/// Conversations: from the gate to the last byte, none waiting for another.
extension ConnectLoop {
  /// Takes a new conversation in and begins it if it can begin.
  func startTalk(_ order: TalkOrder) {
    let now = SystemClock.now
    begin(talks.add(order, now: now), now: now)
  }

  /// Lets conversations go on whose moment has come, or for which there is a descriptor now.
  func advanceTalks(_ now: MonotonicTime) {
    while let place = talks.popDue(now) { talkDue(place, now: now) }
    while talks.hasStarved, makeRoom(now), let place = talks.popStarved() { begin(place, now: now) }
  }

  /// Calls one conversation off.
  func cancelTalk(_ id: UInt64) {
    if let place = talks.place(of: id) { finish(place, .failed(.cancelled)) }
  }

  /// Calls all conversations off.
  func cancelAllTalks() {
    for place in talks.places { finish(place, .failed(.cancelled)) }
  }

  private func finish(_ place: UInt32, _ result: ConversationResult) {
    guard let talk = talks.remove(place) else { return }
    if let slot = talk.slot { sockets.close(slot) }
    talk.order.completion(result)
  }

  // Beginning.

  private func begin(_ place: UInt32, now: MonotonicTime) {
    guard let talk = talks[place] else { return }
    let target = talk.target
    guard makeRoom(now) else { return starve(place, talk) }
    switch talk.order.gate.admission(of: target, now: now) {
    case .refused(.scope(let address)): return finish(place, .failed(.refusedByScope(address)))
    case .refused(.packetLimit): return finish(place, .failed(.limit))
    case .refused(.closed): return finish(place, .failed(.cancelled))
    case .wait(let until), .waitForHost(let until):
      talks[place]?.phase = .paced
      return talks.setDue(place, until)
    case .send: break
    }
    switch sockets.open(v6: target.isV6, options: SocketOptions(), owner: .talk(place)) {
    case .success(let slot):
      talks[place]?.slot = slot
      connect(place, slot, now: now)
    case .failure(let error):
      talk.order.gate.refund(target)
      refuse(place, talk, error, now: now)
    }
  }

  private func refuse(_ place: UInt32, _ talk: Talk, _ error: EngineError, now: MonotonicTime) {
    guard case .system(let call, let code) = error else { return finish(place, .failed(.descriptors)) }
    if ConnectOutcome(result: -code, queued: nil).isShortage {
      ranOut(now)
      return starve(place, talk)
    }
    finish(place, .failed(.system(code: code, call: call)))
  }

  private func starve(_ place: UInt32, _ talk: Talk) {
    // The wait for a descriptor is counted from the first time there was none.
    if talk.phase != .starved {
      talks[place]?.phase = .starved
      talks.setDue(place, SystemClock.now.advanced(by: talk.order.conversation.timeout))
    }
    talks.starve(place)
  }

  private func connect(_ place: UInt32, _ slot: UInt32, now: MonotonicTime) {
    guard let talk = talks[place] else { return }
    let conversation = talk.order.conversation
    guard var endpoint = Endpoint(talk.target, port: conversation.port) else {
      talk.order.gate.refund(talk.target)
      return finish(place, .failed(.system(code: ENODEV, call: "if_nametoindex")))
    }
    talks[place]?.startedAt = now
    talks[place]?.phase = .connecting
    let result = cnet_connect(sockets.number(slot), &endpoint.raw)
    let outcome = ConnectOutcome(result: result, queued: nil)
    if outcome.meansNothingSent { talk.order.gate.refund(talk.target) }
    guard outcome == .pending else { return handshake(place, slot, result, now: now) }
    talks.setDue(place, handshakeEnd(of: talk, startedAt: now))
    watch(place, slot, for: CNET_OUT)
  }

  private func watch(_ place: UInt32, _ slot: UInt32, for events: Int) {
    let code = sockets.watch(slot, for: UInt32(events), in: mailbox.epoll)
    if code < 0 { finish(place, .failed(.system(code: -code, call: "epoll_ctl"))) }
  }

  // The handshake's end.

  private func handshake(_ place: UInt32, _ slot: UInt32, _ result: Int32, now: MonotonicTime) {
    let queued = result == 0 ? nil : QueuedError.drain(sockets.number(slot))
    switch ConnectOutcome(result: result, queued: queued) {
    case .pending: return
    case .accepted: established(place, slot, now: now)
    case .refused: finish(place, .failed(.refused))
    case .unreachable(_, let reason): finish(place, .failed(.unreachable(reason)))
    case .lost: finish(place, .failed(.connectTimeout))
    case .noDescriptor: finish(place, .failed(.descriptors))
    case .notNow(let code), .impossible(let code): finish(place, .failed(.system(code: code, call: "connect")))
    }
  }

  private func established(_ place: UInt32, _ slot: UInt32, now: MonotonicTime) {
    guard let talk = talks[place] else { return }
    let conversation = talk.order.conversation
    if let local = Endpoint.local(of: sockets.number(slot)), local.port == conversation.port,
      local.address?.judged == talk.target
    {
      return finish(place, .failed(.refused))
    }
    if talk.order.gate.isClosed { return finish(place, .failed(.cancelled)) }
    talks[place]?.rtt = Int32(clamping: now.nanoseconds(since: talk.startedAt) / 1_000)
    talks.setDue(place, min(talk.deadline, now.advanced(by: conversation.wait)))
    say(place, slot, now: now)
  }

  /// A readiness report of a conversation's socket.
  func talkReady(_ place: UInt32, events: UInt32, now: MonotonicTime) {
    guard let talk = talks[place], let slot = talk.slot else { return }
    switch talk.phase {
    case .connecting:
      guard var endpoint = Endpoint(talk.target, port: talk.order.conversation.port) else { return }
      handshake(place, slot, cnet_connect(sockets.number(slot), &endpoint.raw), now: now)
    case .sending:
      if events & UInt32(CNET_IN) != 0 { listen(place, slot, now: now) }
      if talks[place]?.phase == .sending { say(place, slot, now: now) }
    case .listening: listen(place, slot, now: now)
    case .paced, .starved: return
    }
  }

  // Talking.

  private func say(_ place: UInt32, _ slot: UInt32, now: MonotonicTime) {
    guard let talk = talks[place] else { return }
    let message = talk.order.conversation.send
    var sent = talk.sentCount
    while sent < message.count {
      let rest = message[sent...]
      let result = SystemCall.retrying {
        rest.withUnsafeBytes { cnet_send(sockets.number(slot), $0.baseAddress, $0.count) }
      }
      if result == -Int(EAGAIN) { break }
      // A connection that breaks while we speak may still have something to read.
      if result < 0 { sent = message.count } else { sent += result }
    }
    talks[place]?.sentCount = sent
    let isDone = sent == message.count
    talks[place]?.phase = isDone ? .listening : .sending
    watch(place, slot, for: CNET_IN | CNET_RDHUP | (isDone ? 0 : CNET_OUT))
  }

  private func listen(_ place: UInt32, _ slot: UInt32, now: MonotonicTime) {
    guard let talk = talks[place] else { return }
    let conversation = talk.order.conversation
    var room = conversation.max - talk.received.count
    while room > 0 {
      let capacity = min(room, receiveBuffer.count)
      let count = SystemCall.retrying {
        cnet_receive(sockets.number(slot), receiveBuffer.baseAddress, capacity)
      }
      if count == -Int(EAGAIN) {
        if room < conversation.max - talk.received.count { quietSoon(place, talk, now: now) }
        return
      }
      guard count > 0 else { return ended(place, slot, result: Int32(count)) }
      talks[place]?.received.append(contentsOf: UnsafeRawBufferPointer(rebasing: receiveBuffer[..<count]))
      room -= count
    }
    conclude(place)
  }

  private func quietSoon(_ place: UInt32, _ talk: Talk, now: MonotonicTime) {
    talks.setDue(place, min(talk.deadline, now.advanced(by: talk.order.conversation.quietGap)))
  }

  /// The other side has ended the connection (0), or it broke (a negated errno).
  private func ended(_ place: UInt32, _ slot: UInt32, result: Int32) {
    guard let talk = talks[place] else { return }
    if !talk.received.isEmpty { return conclude(place) }
    if result == 0 || result == -ECONNRESET || result == -EPIPE {
      return finish(place, .failed(.closedWithoutData))
    }
    let queued = QueuedError.drain(sockets.number(slot))
    if case .unreachable(_, let reason) = ConnectOutcome(result: result, queued: queued) {
      return finish(place, .failed(.unreachable(reason)))
    }
    finish(place, .failed(.system(code: -result, call: "recv")))
  }

  private func conclude(_ place: UInt32) {
    guard let talk = talks[place] else { return }
    if talk.received.isEmpty {
      let conversation = talk.order.conversation
      return finish(place, .failed(.silent(after: min(conversation.wait, conversation.timeout))))
    }
    finish(place, .data(talk.received, rtt: talk.rtt))
  }

  private func talkDue(_ place: UInt32, now: MonotonicTime) {
    guard let talk = talks[place] else { return }
    switch talk.phase {
    case .paced: begin(place, now: now)
    case .starved: finish(place, .failed(.descriptors))
    case .connecting: handshakeDue(place, talk, now: now)
    case .sending, .listening: conclude(place)
    }
  }

  /// The kernel is about to resend its SYN: it may, if the gate agrees and there is time to wait for the answer.
  private func handshakeDue(_ place: UInt32, _ talk: Talk, now: MonotonicTime) {
    guard talk.resends < resends(of: talk).limits.count else { return finish(place, .failed(.connectTimeout)) }
    switch talk.order.gate.admission(of: talk.target, now: now) {
    case .send: break
    case .refused(.closed): return finish(place, .failed(.cancelled))
    case .wait, .waitForHost, .refused: return finish(place, .failed(.connectTimeout))
    }
    var talk = talk
    talk.resends += 1
    talks[place]?.resends = talk.resends
    talks.setDue(place, handshakeEnd(of: talk, startedAt: talk.startedAt))
  }

  private func resends(of talk: Talk) -> KernelResends {
    KernelResends(timeout: talk.order.conversation.timeout, isLinear: isLinear)
  }

  /// When the handshake ends or the gate must be asked for the kernel's next resend.
  private func handshakeEnd(of talk: Talk, startedAt: MonotonicTime) -> MonotonicTime {
    let plan = resends(of: talk)
    let age = talk.resends < plan.limits.count ? plan.limits[talk.resends] : plan.wait
    return startedAt.advanced(byNanoseconds: age)
  }
}
