// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// One thing to ask: a port of a target, by one technique.
public struct ProbeJob: Hashable, Sendable {
  /// Number of the job in its whole space: target index × number of probes + probe index, whatever the order is.
  public var index: UInt64
  /// The address to probe.
  public var target: Address
  /// The port number.
  public var port: UInt16
  /// Index of the technique in `ScanWork.techniques`.
  public var technique: UInt8

  /// Makes a job from its parts.
  public init(index: UInt64, target: Address, port: UInt16, technique: UInt8) {
    self.index = index
    self.target = target
    self.port = port
    self.technique = technique
  }
}

/// A port and the technique to ask it by: what is done to every target.
public struct PortProbe: Hashable, Sendable {
  /// The port number.
  public var port: UInt16
  /// Index of the technique in `ScanWork.techniques`.
  public var technique: UInt8

  /// Makes a probe from its parts.
  public init(port: UInt16, technique: UInt8) {
    self.port = port
    self.technique = technique
  }
}
