// SPDX-License-Identifier: GPL-3.0-or-later
import CPCRE2

/// Regular expressions of scripts: PCRE2 with a limit on the work of one match (decision 0005).
///
/// PCRE2's own limit counts anew for every place where a match may begin, and a single counted step may walk over the
/// whole text; so patterns are compiled with callouts, which come before every item of the pattern, are counted over
/// the whole search, and look at limits and interrupts (decision 0014).
///
/// Compiled patterns are kept by their text, because a handler runs the same one for every port.
final class RegularExpressions {
  /// Why a pattern did not work.
  enum Failure: Error {
    /// The pattern is wrong; what and at which byte.
    case pattern(String, Int)
    /// Matching took more steps than are allowed.
    case limit
    /// A limit of the run or an interrupt ended it.
    case stopped(Trap)
  }

  /// What the callouts of one search count on; passed through PCRE2 by its address.
  final class Watch {
    private let look: (_ bytes: Int) throws(Trap) -> Void
    private var calls = 0
    /// The most callouts of this search.
    fileprivate var limit = 0
    fileprivate var trap: Trap?

    /// `look` looks at limits and interrupts every now and then, and before so many bytes of groups are made.
    init(_ look: @escaping (_ bytes: Int) throws(Trap) -> Void) { self.look = look }

    /// Whether the search may go on.
    fileprivate func mayGoOn() -> Bool {
      calls += 1
      guard calls <= limit else { return false }
      // Between two callouts a text of 16 MiB may be walked over: some ten milliseconds.
      return calls & 7 != 0 || mayTake(0)
    }

    /// Whether so many bytes may be taken.
    fileprivate func mayTake(_ bytes: Int) -> Bool {
      do throws(Trap) { try look(bytes) } catch { trap = error }
      return trap == nil
    }
  }

  /// Most internal steps of a match at one place: some tens of milliseconds.
  static let matchLimit: UInt32 = 1_000_000
  /// Most items of the pattern that one search tries, beside some for each byte of the text.
  static let calloutLimit = 4_000_000
  /// The same for each byte.
  static let calloutsPerByte = 8
  /// Most bytes of a pattern.
  static let patternLimit = 1 << 16
  /// Most backtracking memory of one match, in kibibytes.
  static let heapLimit: UInt32 = 16 << 10
  /// Patterns that are kept compiled; a script that makes them up gets no more.
  private static let cacheLimit = 256

  /// By bytes: Swift takes patterns for equal that only look alike.
  private var compiled: [[UInt8]: OpaquePointer] = [:]
  private let context: OpaquePointer?
  private let compiling: OpaquePointer?

  init() {
    compiling = pcre2_compile_context_create_8(nil)
    if let compiling { pcre2_set_max_pattern_length_8(compiling, Self.patternLimit) }
    context = pcre2_match_context_create_8(nil)
    if let context {
      pcre2_set_match_limit_8(context, Self.matchLimit)
      pcre2_set_heap_limit_8(context, Self.heapLimit)
    }
  }

  deinit {
    for code in compiled.values { pcre2_code_free_8(code) }
    if let context { pcre2_match_context_free_8(context) }
    if let compiling { pcre2_compile_context_free_8(compiling) }
  }

  /// Whether a pattern matches.
  func matches(_ pattern: String, in text: String, _ watch: Watch) throws(Failure) -> Bool {
    try search(pattern, text, watch) { _, _ in true } ?? false
  }

  /// The whole match and its groups, `nil` without a match; groups that took no part are empty.
  func match(_ pattern: String, in text: String, _ watch: Watch) throws(Failure) -> [String]? {
    try search(pattern, text, watch) { result, bytes in groups(of: result, in: bytes, watch) }
  }

  private func search<Found>(
    _ pattern: String, _ text: String, _ watch: Watch,
    _ found: (OpaquePointer, UnsafeBufferPointer<UInt8>) -> Found
  ) throws(Failure) -> Found? {
    let code = try code(for: pattern)
    guard let result = pcre2_match_data_create_from_pattern_8(code, nil) else { throw .limit }
    defer { pcre2_match_data_free_8(result) }
    var text = text
    watch.limit = Self.calloutLimit + Self.calloutsPerByte * text.utf8.count
    pcre2_set_callout_8(
      context,
      { _, watch in
        guard let watch else { return 0 }
        return Unmanaged<Watch>.fromOpaque(watch)._withUnsafeGuaranteedRef { $0.mayGoOn() } ? 0 : PCRE2_ERROR_CALLOUT
      }, Unmanaged.passUnretained(watch).toOpaque())
    return try withExtendedLifetime(watch) { () throws(Failure) -> Found? in
      var count: Int32 = 0
      let value = text.withUTF8 { bytes -> Found? in
        count = pcre2_match_8(code, bytes.baseAddress, bytes.count, 0, 0, result, context)
        return count > 0 ? found(result, bytes) : nil
      }
      if let trap = watch.trap { throw .stopped(trap) }
      if count == PCRE2_ERROR_NOMATCH { return nil }
      guard count > 0 else { throw .limit }
      return value
    }
  }

  private func groups(
    of result: OpaquePointer, in bytes: UnsafeBufferPointer<UInt8>, _ watch: Watch
  ) -> [String] {
    guard let offsets = pcre2_get_ovector_pointer_8(result) else { return [] }
    var groups: [String] = []
    for group in 0..<Int(pcre2_get_ovector_count_8(result)) {
      let start = offsets[2 * group]
      let end = offsets[2 * group + 1]
      // An end before the start is possible with \K in a look-around.
      let isSet = scan_pcre2_is_unset(start) == 0 && start <= end
      let part = isSet ? UnsafeBufferPointer(rebasing: bytes[start..<end]) : UnsafeBufferPointer(start: nil, count: 0)
      // Groups may overlap: together they may be many times the text.
      guard watch.mayTake(part.count) else { return [] }
      groups.append(String(decoding: part, as: UTF8.self))
    }
    return groups
  }

  private func code(for pattern: String) throws(Failure) -> OpaquePointer {
    let bytes = Array(pattern.utf8)
    if let code = compiled[bytes] { return code }
    var error: Int32 = 0
    var offset = 0
    // Pattern and subject are Swift strings and so valid UTF-8; \C would split a code point.
    let options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_NO_UTF_CHECK | PCRE2_AUTO_CALLOUT
    guard let code = pcre2_compile_8(bytes, bytes.count, options, &error, &offset, compiling) else {
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
