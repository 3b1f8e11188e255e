// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// What scripts ask of rows again and again, in eight bytes: rows that were held before the scan was over lie where their
/// answers arrived, and reading those by address is a cache miss for each that is not this small.
struct RowDigest {
  /// The bits of an IPv4 address.
  let host: UInt32
  let port: UInt16
  let state: PortState
  let isV4: Bool

  init(_ row: PortRow) {
    host = row.host.v4 ?? 0
    port = row.port
    state = row.primary.state
    isV4 = row.host.v4 != nil
  }
}
