// SPDX-License-Identifier: GPL-3.0-or-later

/// The type of a value as far as the checker knows it (language reference, section 3).
public indirect enum ValueType: Hashable, Sendable {
  /// Could be anything: checked when it runs.
  case unknown
  case none, bool, int, float, string, bytes, size, duration, rate, date, time
  case address, network, addressRange, range, targets, port, ports, flags, state, technique
  case list(ValueType)
  case map
  case record(RecordKind)
  /// A function value; what it gives back.
  case function(ValueType)
  /// The type or none.
  case optional(ValueType)
}

/// The records that engines make.
public enum RecordKind: String, Hashable, Sendable, CaseIterable {
  case portResult = "port result"
  case host
  case results
  case observation
  case reply
  case handlerError = "handler error"
  case finding
  case comparison
  case change
  case tls
  case certificate
  case http
  case ssh
  case service
  case ping
  case traceroute
  case hop
  case dns
  case dnsAnswer = "dns answer"
}
