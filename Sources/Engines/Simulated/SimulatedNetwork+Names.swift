// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

extension SimulatedNetwork {
  /// What a look-up of a name brings: the addresses of the host of that name. Nobody else is asked.
  public func lookUp(_ name: String) -> NameResult {
    if let address = Address(name) { return NameResult(name: name, addresses: [address], error: nil) }
    let found = addresses(named: name)
    return NameResult(
      name: name, addresses: found,
      error: found.isEmpty ? "no host of the simulated network \(self.name) has that name" : nil)
  }
}
