// SPDX-License-Identifier: GPL-3.0-or-later

/// Everything that can go wrong in this module.
public enum EngineError: Error, Hashable, Sendable {
  /// A system call failed; `code` is its errno.
  case system(call: String, code: Int32)
  /// The engine cannot serve this technique: it needs a raw socket, or another engine.
  case unsupportedTechnique(name: String)
  /// No descriptor could be had for several seconds though this engine held none.
  case outOfDescriptors
  /// The job space has more than 2^64-1 jobs.
  case spaceTooLarge
  /// The engine was shut down.
  case shutDown
}

extension EngineError: CustomStringConvertible {
  /// One line for a person.
  public var description: String {
    switch self {
    case .system(let call, let code): "\(call): \(SystemCall.message(for: code)) (errno \(code))"
    case .unsupportedTechnique(let name): "the connect engine cannot send technique '\(name)'"
    case .outOfDescriptors: "no file descriptor is free; raise the limit (ulimit -n) or close other files"
    case .spaceTooLarge: "the scan has more than 2^64-1 probes"
    case .shutDown: "the engine was shut down"
    }
  }
}
