// SPDX-License-Identifier: GPL-3.0-or-later
import CNet

/// The one way to the kernel: repeats interrupted calls and turns failures into the call's name and number.
///
/// The C shims return a result, or the negated errno.
enum SystemCall {
  /// Runs `body` until it is not interrupted; throws its failure under the name `call`.
  @discardableResult
  static func run(_ call: String, _ body: () -> Int32) throws(EngineError) -> Int32 {
    let result = retrying(body)
    if result < 0 { throw .system(call: call, code: -result) }
    return result
  }

  /// Runs `body` until it is not interrupted, and hands back its result or negated errno.
  @inline(__always)
  static func retrying<Result: SignedInteger & FixedWidthInteger>(_ body: () -> Result) -> Result {
    while true {
      let result = body()
      if result != -Result(EINTR) { return result }
    }
  }

  /// The system's words for an errno.
  static func message(for code: Int32) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { buffer in
      guard let base = buffer.baseAddress else { return "" }
      cnet_message(code, base, buffer.count)
      return String(cString: base)
    }
  }
}
