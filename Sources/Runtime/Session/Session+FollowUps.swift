// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang

/// Protocols spoken to a port or host: they begin here, and what came of them resumes the task.
extension Session {
  /// Whether packets go over a simulated network.
  var isSimulated: Bool { simulation != nil }

  private var clockNow: MonotonicTime { time.now() }

  /// Follow-ups whose first argument is a host, which may be named.
  static func asksHost(_ builtin: Builtin) -> Bool {
    switch builtin {
    case .probe, .banner, .tls, .http, .ssh, .service, .ping, .traceroute: true
    default: false
    }
  }

  /// Refuses what this version has no client for.
  func needClient(_ builtin: Builtin, _ context: CallContext) throws(Trap) {
    guard Builtin.onSimulatedNetworksAlone.contains(builtin), !isSimulated else { return }
    throw context.frame.trap(
      .clientMissing, context.node,
      "this version has no \(Self.protocolName(builtin)) client yet: \(builtin.rawValue) works on simulated "
        + "networks alone")
  }

  /// What a follow-up speaks.
  private static func protocolName(_ builtin: Builtin) -> String {
    switch builtin {
    case .tls: "TLS"
    case .http: "HTTP"
    default: "DNS"
    }
  }

  /// Begins `tls`, `http`, `ssh` or `service`.
  func speak(_ builtin: Builtin, _ arguments: [Value], _ task: Task, _ context: CallContext) throws(Trap) {
    try needClient(builtin, context)
    let (host, port) = try place(arguments[0], arguments[1], context)
    guard port.proto != .udp else {
      throw context.bad("\(builtin.rawValue) connects over TCP; \(port) is a UDP port")
    }
    guard gate.permits(host) else { throw refusal(host, context.node) }
    try checkScope(technique(named: "connect"), context.node)
    let whole = try duration(arguments[arguments.count - 1], 5_000_000, context)
    var conversation = Conversation(target: host, port: port.number, wait: whole, max: 1 << 16, timeout: whole)
    switch builtin {
    case .tls:
      conversation.send = Self.clientHello
      task.reading = .tls
    case .http:
      try ask(&conversation, arguments, context)
      task.reading = conversation.send == Self.clientHello ? .tls : .http
    case .ssh: task.reading = .ssh
    default:
      // Half of the time for a server that speaks first, the rest for one that wants to be asked.
      conversation.wait = ScanDuration(microseconds: max(1, min(2_000_000, whole.microseconds / 2)))
      task.reading = .service(
        conversation, Port(number: port.number, proto: .tcp), isAsked: false, deadline: clockNow.advanced(by: whole))
    }
    begin(conversation, task)
  }

  /// Hands a conversation to the engine, for the task.
  func begin(_ conversation: Conversation, _ task: Task) {
    task.place = "\(conversation.target) \(conversation.port)/tcp"
    let (taskNumber, waitNumber, mailbox) = (number(task), task.waitNumber, mailbox)
    task.pending = engine.converse(conversation, gate: currentGate) { result in
      mailbox.put(.answered(task: taskNumber, wait: waitNumber, result))
    }
  }

  /// The beginning of a ClientHello record: handshake, TLS 1.0 for compatibility (RFC 8446, section 5.1).
  private static let clientHello: [UInt8] = [0x16, 0x03, 0x01, 0x00, 0x04, 0x01, 0x00, 0x00, 0x00]

  // MARK: http

  /// Writes the request of `http` (RFC 9112, section 3).
  private func ask(
    _ conversation: inout Conversation, _ arguments: [Value], _ context: CallContext
  ) throws(Trap) {
    let over = arguments[5].isNone ? "tcp" : try Methods.text(arguments[5], context)
    guard over == "tcp" || over == "tls" else { throw context.bad("over: is \"tcp\" or \"tls\"") }
    if case .int(let redirects) = arguments[7], redirects > 0 {
      throw context.frame.trap(.clientMissing, context.node, "redirects are not followed in this version yet")
    }
    conversation.max = arguments[6].isNone ? 1 << 16 : try size(arguments[6], context)
    guard over == "tcp" else {
      conversation.send = Self.clientHello
      return
    }
    let method = arguments[2].isNone ? "GET" : try Methods.text(arguments[2], context)
    let path = arguments[3].isNone ? "/" : try Methods.text(arguments[3], context)
    guard !method.isEmpty, path.hasPrefix("/"), ![method, path].contains(where: Self.breaksLine) else {
      throw context.bad("method: is a word and path: begins with /, both without blanks")
    }
    let isV6 = conversation.target.isV6
    let host = isV6 ? "[\(conversation.target.withoutZone)]" : "\(conversation.target)"
    var lines = ["\(method) \(path) HTTP/1.1"]
    var fields = [("Host", "\(host):\(conversation.port)"), ("Accept", "*/*"), ("Connection", "close")]
    if let map = arguments[4].asMap {
      for (key, value) in zip(map.keys, map.values) {
        let name = try Methods.text(key, context)
        fields.removeAll { $0.0.lowercased() == name.lowercased() }
        fields.append((name, value.displayText(stores)))
      }
    }
    for (name, value) in fields {
      guard !name.isEmpty, !Self.breaksLine(name), !value.utf8.contains(where: { $0 == 10 || $0 == 13 }) else {
        throw context.bad("\(LiteralText.quoted(name)) cannot be a header field of a request")
      }
      lines.append("\(name): \(value)")
    }
    conversation.send = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
  }

  /// Whether a text has blanks or control characters, which end a word of a request.
  private static func breaksLine(_ text: String) -> Bool { text.utf8.contains { $0 <= 0x20 || $0 == 0x7F } }

  // MARK: Answers

  /// Takes what a server said; `nil` where the follow-up goes on.
  func understand(_ bytes: [UInt8], _ reading: FollowUpReading, _ task: Task) -> Resumption? {
    if case .service(let conversation, let port, let isAsked, let deadline) = reading,
      !isAsked, ServiceBanner(bytes) == nil
    {
      return bytes.isEmpty && clockNow < deadline
        ? askForPage(conversation, port, deadline, task) : .value(FollowUpReading.service(bytes, port))
    }
    if let value = reading.value(of: bytes) { return .value(value) }
    return .trap(.network, reading.complaint(at: task.place, isSimulated: isSimulated))
  }

  /// A server that says nothing by itself may answer a web request.
  private func askForPage(
    _ conversation: Conversation, _ port: Port, _ deadline: MonotonicTime, _ task: Task
  ) -> Resumption? {
    let left = ScanDuration(microseconds: max(1, Int64(clamping: deadline.nanoseconds(since: clockNow) / 1000)))
    var next = conversation
    next.send = Array("GET / HTTP/1.0\r\n\r\n".utf8)
    next.wait = left
    next.timeout = left
    task.reading = .service(conversation, port, isAsked: true, deadline: deadline)
    let running = current
    current = task
    begin(next, task)
    current = running
    return nil
  }

  /// What silence after the handshake means to a follow-up; `nil` where it goes on.
  func understandSilence(_ error: ConversationError, _ reading: FollowUpReading, _ task: Task) -> Resumption? {
    switch reading {
    case .text: .trap(.network, complaint(error, task))
    case .ssh, .tls, .http: .trap(.network, reading.complaint(at: task.place, isSimulated: isSimulated))
    case .service: understand([], reading, task)
    }
  }

  // MARK: dns

  /// Begins `dns`: on a simulated network its hosts' names are all that is known.
  func askNames(_ arguments: [Value], _ task: Task, _ context: CallContext) throws(Trap) {
    try needClient(.dns, context)
    let name = try Methods.text(arguments[0], context)
    let type = arguments[1].isNone ? "A" : try Methods.text(arguments[1], context).uppercased()
    let (taskNumber, waitNumber) = (number(task), task.waitNumber)
    resolve([name]) { [unowned self] results in
      guard let task = self.tasks[taskNumber], task.waitNumber == waitNumber else { return }
      let addresses = results.first?.addresses ?? []
      let answers = addresses.filter { type == "A" && $0.isV4 || type == "AAAA" && $0.isV6 }.map { address in
        Value.object(
          RecordObject(
            .dnsAnswer,
            [
              .name: .text(name), .type: .text(type), .value: .text(address.description), .ttl: .duration(0),
            ]))
      }
      let fields: [FieldName: Value] = [
        .name: .text(name), .code: .text(addresses.isEmpty ? "NXDOMAIN" : "NOERROR"), .answers: .list(answers),
      ]
      self.resume(task, .value(.object(RecordObject(.dns, fields))))
    }
  }
}
