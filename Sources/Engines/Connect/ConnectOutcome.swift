// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import NetworkTypes

/// What a connection attempt has come to, read from the kernel's error number and the socket's error queue.
enum ConnectOutcome: Hashable, Sendable {
  /// No answer yet.
  case pending
  /// The handshake was completed.
  case accepted
  /// A reset came.
  case refused
  /// An ICMP error came, or the local system knows no way.
  case unreachable(UnreachableKind, Reason)
  /// The kernel gave up waiting: as good as silence.
  case lost
  /// The system lacks descriptors; nothing was sent.
  case noDescriptor
  /// The system lacks ports, buffers or routes for the moment; nothing was sent.
  case notNow(code: Int32)
  /// The system will not send this; nothing was sent.
  case impossible(code: Int32)

  /// Reads the result of `connect` (0 or a negated errno) together with the ICMP error found in the error queue.
  ///
  /// ECONNREFUSED stands for a reset and for ICMP port unreachable alike, so what the queue says comes first
  /// (ip(7), IP_RECVERR). Who sent the error matters to what it proves of `target`. An error after the handshake still proves that it was completed.
  init(result: Int32, queued: QueuedError?, target: Address? = nil) {
    let isAccepted = result == 0 || result == -EISCONN || result == -ECONNRESET || result == -EPIPE
    if !isAccepted, let queued, let (kind, reason) = queued.meaning {
      let isFromTarget = target != nil && queued.offender?.judged == target?.judged
      self = .unreachable(kind.judged(fromTarget: isFromTarget), reason)
    } else {
      self.init(result: result)
    }
  }

  private init(result: Int32) {
    switch -result {
    case 0, EISCONN, ECONNRESET, EPIPE: self = .accepted
    case ECONNREFUSED: self = .refused
    case EINPROGRESS, EALREADY, EINTR: self = .pending
    case EACCES, EPERM: self = .unreachable(.admin, .adminProhibited)
    case ENOPROTOOPT: self = .unreachable(.protocol, .protoUnreach)
    case EHOSTUNREACH: self = .unreachable(.host, .hostUnreach)
    case ENETUNREACH: self = .unreachable(.net, .netUnreach)
    case ENONET: self = .unreachable(.other, .destUnreach)
    case ETIMEDOUT, EHOSTDOWN, ECONNABORTED: self = .lost
    case EMFILE, ENFILE: self = .noDescriptor
    case EADDRNOTAVAIL, EADDRINUSE, ENOBUFS, ENOMEM, EAGAIN, ENETDOWN, ENETRESET:
      self = .notNow(code: -result)
    default: self = .impossible(code: -result)
    }
  }

  /// Whether the system lacks something that it may have again soon.
  var isShortage: Bool {
    switch self {
    case .noDescriptor, .notNow: true
    default: false
    }
  }

  /// Whether no packet can have left the machine when `connect` itself, at its first call, came to this.
  var meansNothingSent: Bool {
    switch self {
    case .unreachable, .noDescriptor, .notNow, .impossible: true
    case .pending, .accepted, .refused, .lost: false
    }
  }
}
