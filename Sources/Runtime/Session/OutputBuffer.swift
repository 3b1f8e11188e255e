// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// A record that a handler emitted, and what the handler was about.
struct EmittedValue {
  var kind: String
  /// A map with the fields.
  var value: Value
  /// `nil` in handlers of whole scans.
  var host: Address?
  /// `nil` in handlers of hosts.
  var port: UInt16?
}

/// What one handler instance says, kept until its scan's block ends and told in the order of instances.
final class OutputBuffer {
  /// Where the instance stands in the order (handler, address, port, protocol).
  let key: Key
  private(set) var events: [RunEvent] = []
  /// What it emitted, for `results.emitted`.
  var emitted: [EmittedValue] = []
  /// What it found, for `results.findings`; findings of nested scans belong to those.
  var findings: [FindingRecord] = []

  /// The place of an instance in the output.
  struct Key {
    let handler: Int
    let host: Address
    let port: UInt16
    let transport: UInt8
    /// Whether the instance is about a host; else the host means nothing.
    var hasHost = true

    /// Handler first, then address, port and protocol.
    func precedes(_ other: Key) -> Bool {
      if handler != other.handler { return handler < other.handler }
      if host != other.host { return host < other.host }
      return (port, transport) < (other.port, other.transport)
    }
  }

  init(_ key: Key) { self.key = key }

  func append(_ event: RunEvent) { events.append(event) }
}
