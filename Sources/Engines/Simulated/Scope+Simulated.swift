// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

extension Scope {
  /// The scope of a simulated run for which no scope file was named: no packet leaves the machine, so every address may
  /// be asked.
  public static let simulated = Scope(allow: everything, name: "simulated")

  private static let everything = ["0.0.0.0/0", "::/0"].reduce(TargetSet()) { set, text in
    guard let network = Network(text) else { preconditionFailure("not a network: \(text)") }
    return set.union(TargetSet(network))
  }
}
