// SPDX-License-Identifier: GPL-3.0-or-later

/// The stores of a session by number.
final class ResultStores {
  private(set) var all: [ScanResults] = []
  /// What is told of hosts and ports as they come; `nil` where nobody asks.
  let found: FoundPlaces?

  /// No stores yet.
  init(found: FoundPlaces? = nil) { self.found = found }

  /// Makes the next store.
  func make(_ build: (Int) -> ScanResults) -> ScanResults {
    let store = build(all.count)
    all.append(store)
    if let found { store.tell(found) }
    return store
  }

  /// A row.
  func row(_ handle: PortHandle) -> PortRow { all[Int(handle.store)].rows[Int(handle.row)] }

  /// The store a row is in.
  func store(_ handle: PortHandle) -> ScanResults { all[Int(handle.store)] }

  /// A port result as text: `192.0.2.1 443/tcp open`.
  func literal(of handle: PortHandle) -> String {
    let row = row(handle)
    return "\(row.host) \(row.port)/\(row.transport) \(row.primary.state)"
  }
}
