// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// One short exchange over TCP: connect, say `send` (or nothing), listen.
public struct Conversation: Sendable {
  /// The address to talk to.
  public var target: Address
  /// The port to talk to.
  public var port: UInt16
  /// What to say after connecting; may be empty.
  public var send: [UInt8]
  /// The longest wait for the first byte of the answer, counted from the established connection.
  public var wait: ScanDuration
  /// The most bytes to take; the rest is left unread.
  public var max: Int
  /// The longest the whole exchange may take, counted from the first packet.
  public var timeout: ScanDuration
  /// After the first byte: silence of this length ends the exchange.
  public var quietGap: ScanDuration

  /// Makes an exchange; durations are microseconds inside.
  public init(
    target: Address, port: UInt16, send: [UInt8] = [], wait: ScanDuration, max: Int = 4096, timeout: ScanDuration,
    quietGap: ScanDuration = ScanDuration(microseconds: 150_000)
  ) {
    self.target = target
    self.port = port
    self.send = send
    self.wait = wait
    self.max = max
    self.timeout = timeout
    self.quietGap = quietGap
  }
}

/// What came of a conversation.
public enum ConversationResult: Hashable, Sendable {
  /// At least one byte came; `rtt` is the round trip of the handshake in microseconds.
  case data([UInt8], rtt: Int32)
  /// Nothing came, and why.
  case failed(ConversationError)
}

/// Why a conversation brought nothing.
public enum ConversationError: Error, Hashable, Sendable {
  /// The port answered the handshake with a reset.
  case refused
  /// The handshake got no answer in time.
  case connectTimeout
  /// Connected, but nothing was said for this long.
  case silent(after: ScanDuration)
  /// The other side ended the connection without a byte.
  case closedWithoutData
  /// A router, the host or the local system reported the target unreachable.
  case unreachable(Reason)
  /// The gate refused the address.
  case refusedByScope(Address)
  /// The gate's packet limit was reached.
  case limit
  /// Called off, the gate was closed, or the engine was shut down.
  case cancelled
  /// No descriptor became free in time.
  case descriptors
  /// A system call failed in an unforeseen way.
  case system(code: Int32, call: String)
}

extension ConversationError: CustomStringConvertible {
  /// One line for a person.
  public var description: String {
    switch self {
    case .refused: "connection refused"
    case .connectTimeout: "no answer to the connection attempt"
    case .silent(let time): "connected, but nothing was said for \(time)"
    case .closedWithoutData: "connected, but closed by the other side without a byte"
    case .unreachable(let reason): "unreachable (\(reason.word))"
    case .refusedByScope(let address): "\(address) is outside the scope"
    case .limit: "the packet limit is reached"
    case .cancelled: "cancelled"
    case .descriptors: "no file descriptor became free"
    case .system(let code, let call): "\(call): \(SystemCall.message(for: code)) (errno \(code))"
    }
  }
}
