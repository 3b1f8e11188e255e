// SPDX-License-Identifier: GPL-3.0-or-later
import CNet

/// The ports that probes come from, one for each of the first tries of a job, so that an answer tells which try it answers.
///
/// They are reserved with bound sockets, TCP and UDP, so that the kernel gives them to nobody else and does not answer
/// datagrams with errors.
struct SourcePorts: ~Copyable {
  /// How many there are, unless the user fixes one.
  static let usual = 4

  /// The lowest.
  let first: UInt16
  /// How many, one after the other.
  let count: Int
  private let sockets: [Int32]

  /// Reserves four neighbouring ports out of the range that the kernel uses too.
  init(using generator: inout some RandomNumberGenerator) throws(EngineError) {
    var code: Int32 = 0
    for _ in 0..<64 {
      let base = UInt16.random(in: 8_192..<15_000, using: &generator) * 4
      switch Self.reserve(base, count: Self.usual) {
      case .success(let sockets):
        (first, count, self.sockets) = (base, Self.usual, sockets)
        return
      case .failure(let refusal): code = refusal.code
      }
    }
    throw .system(call: "bind", code: code)
  }

  deinit {
    for number in sockets { _ = cnet_close(number) }
  }

  /// The port of a try, which counts from 1.
  @inline(__always)
  func port(ofTry tries: UInt8) -> UInt16 { first + UInt16((tries &- 1) & 3) }

  /// Whether packets to this port may be answers.
  func contains(_ port: UInt16) -> Bool { port >= first && Int(port) < Int(first) + count }

  private struct Refusal: Error { let code: Int32 }

  private static func reserve(_ base: UInt16, count: Int) -> Result<[Int32], Refusal> {
    var sockets: [Int32] = []
    for offset in 0..<count {
      var pair: (Int32, Int32) = (0, 0)
      let result = withUnsafeMutableBytes(of: &pair) { bytes in
        cnet_reserve_port(base + UInt16(offset), bytes.assumingMemoryBound(to: Int32.self).baseAddress)
      }
      if result < 0 {
        for number in sockets { _ = cnet_close(number) }
        return .failure(Refusal(code: -result))
      }
      sockets += [pair.0, pair.1]
    }
    return .success(sockets)
  }
}
