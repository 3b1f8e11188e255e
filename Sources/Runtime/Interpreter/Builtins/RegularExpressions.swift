// SPDX-License-Identifier: GPL-3.0-or-later
import CPCRE2

/// Regular expressions of scripts: PCRE2 with a limit on the work of one match (decision 0005).
///
/// Compiled patterns are kept by their text, because a handler runs the same one for every port.
final class RegularExpressions {
  /// Why a pattern did not work.
  enum Failure: Error {
    /// The pattern is wrong; what and at which byte.
    case pattern(String, Int)
    /// Matching took more steps than are allowed.
    case limit
  }

  /// Most internal steps of one match: some tens of milliseconds.
  static let matchLimit: UInt32 = 1_000_000
  /// Most backtracking memory of one match, in kibibytes.
  static let heapLimit: UInt32 = 16 << 10
  /// Patterns that are kept compiled; a script that makes them up gets no more.
  private static let cacheLimit = 256

  /// By bytes: Swift takes patterns for equal that only look alike.
  private var compiled: [[UInt8]: OpaquePointer] = [:]
  private let context: OpaquePointer?

  init() {
    context = pcre2_match_context_create_8(nil)
    if let context {
      pcre2_set_match_limit_8(context, Self.matchLimit)
      pcre2_set_heap_limit_8(context, Self.heapLimit)
    }
  }

  deinit {
    for code in compiled.values { pcre2_code_free_8(code) }
    if let context { pcre2_match_context_free_8(context) }
  }

  /// The whole match and its groups, `nil` without a match; groups that took no part are empty.
  func match(_ pattern: String, in text: String) throws(Failure) -> [String]? {
    let code = try code(for: pattern)
    guard let result = pcre2_match_data_create_from_pattern_8(code, nil) else { throw .limit }
    defer { pcre2_match_data_free_8(result) }
    let bytes = Array(text.utf8)
    let count = pcre2_match_8(code, bytes, bytes.count, 0, 0, result, context)
    if count == PCRE2_ERROR_NOMATCH { return nil }
    guard count > 0 else { throw .limit }
    return groups(of: result, in: bytes)
  }

  private func groups(of result: OpaquePointer, in bytes: [UInt8]) -> [String] {
    guard let offsets = pcre2_get_ovector_pointer_8(result) else { return [] }
    return (0..<Int(pcre2_get_ovector_count_8(result))).map { group in
      let start = offsets[2 * group]
      let end = offsets[2 * group + 1]
      // An end before the start is possible with \K in a look-around.
      guard scan_pcre2_is_unset(start) == 0, start <= end else { return "" }
      return String(decoding: bytes[start..<end], as: UTF8.self)
    }
  }

  private func code(for pattern: String) throws(Failure) -> OpaquePointer {
    let bytes = Array(pattern.utf8)
    if let code = compiled[bytes] { return code }
    var error: Int32 = 0
    var offset = 0
    // Pattern and subject are Swift strings and so valid UTF-8; \C would split a code point.
    let options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_NO_UTF_CHECK
    guard let code = pcre2_compile_8(bytes, bytes.count, options, &error, &offset, nil) else {
      throw .pattern(Self.message(error), offset)
    }
    if compiled.count >= Self.cacheLimit {
      for old in compiled.values { pcre2_code_free_8(old) }
      compiled = [:]
    }
    compiled[bytes] = code
    return code
  }

  private static func message(_ code: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let length = pcre2_get_error_message_8(code, &buffer, buffer.count)
    return length > 0 ? String(decoding: buffer[..<Int(length)], as: UTF8.self) : "error \(code)"
  }
}
