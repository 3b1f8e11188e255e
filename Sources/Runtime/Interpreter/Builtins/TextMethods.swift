// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Methods of strings; positions and lengths count code points.
enum TextMethods {
  static func call(
    _ method: MethodName, _ object: TextObject, _ arguments: [Value], _ context: CallContext
  ) throws(Trap) -> Value {
    let text = object.string
    try context.frame.charge(text.utf8.count >> 4, context.node)
    switch method {
    case .upper: return .text(try mapped(text, context) { $0.uppercased() })
    case .lower: return .text(try mapped(text, context) { $0.lowercased() })
    case .trim: return .text(try trimmed(text) { () throws(Trap) in try context.frame.tick(context.node) })
    case .split: return try split(text, try Methods.text(arguments[0], context), context)
    case .lines: return try lines(text, context)
    case .replace:
      return .text(
        try replaced(text, try Methods.text(arguments[0], context), try Methods.text(arguments[1], context), context))
    case .startsWith, .endsWith, .contains:
      return .bool(try test(method, text, try Methods.text(arguments[0], context), context.frame, context.node))
    case .pad: return .text(try padded(object, arguments, context))
    case .slice: return .text(try slice(object, arguments, context))
    case .match:
      let groups = try context.frame.groups(
        of: try Methods.text(arguments[0], context), in: text, context.node)
      return groups.map { .list($0.map { .text($0) }) } ?? .none
    default: throw Methods.missing(method, .object(object), context)
    }
  }

  /// Whether a text begins with, ends with or contains another.
  static func test(
    _ method: MethodName, _ text: String, _ part: String, _ frame: Frame, _ node: Int32
  ) throws(Trap) -> Bool {
    switch method {
    case .startsWith, .endsWith:
      try frame.charge(part.utf8.count >> 4, node)
      return text.has(part, atEnd: method == .endsWith)
    default:
      try frame.charge((text.utf8.count + part.utf8.count) >> 4, node)
      return text.containsText(part)
    }
  }

  /// Bytes that are worked on between two looks at limits and interrupts.
  private static let portion = 1 << 16

  /// A text changed piece by piece; pieces end between code points, which are mapped one by one.
  private static func mapped(
    _ text: String, _ context: CallContext, _ change: (String) -> String
  ) throws(Trap) -> String {
    guard text.utf8.count > portion else { return change(text) }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    var start = text.startIndex
    while start < text.endIndex {
      let reach = text.utf8.index(start, offsetBy: portion, limitedBy: text.endIndex) ?? text.endIndex
      let end = String.Index(reach, within: text.unicodeScalars) ?? text.unicodeScalars.index(after: reach)
      result += change(String(text.unicodeScalars[start..<end]))
      start = end
      try context.frame.checkLength(result.utf8.count, SizeLimits.textBytes, "a string", context.node)
      try context.frame.charge(portion >> 3, context.node)
    }
    return result
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

  /// A text without the blanks around it.
  static func trimmed(_ text: String) -> String { trimmed(text) {} }

  /// The same; `tick` is called for every blank.
  private static func trimmed<Failure: Error>(
    _ text: String, tick: () throws(Failure) -> Void
  ) throws(Failure) -> String {
    let scalars = text.unicodeScalars
    var start = scalars.startIndex
    var end = scalars.endIndex
    while start < end, isBlank(scalars[start]) {
      try tick()
      start = scalars.index(after: start)
    }
    while end > start, isBlank(scalars[scalars.index(before: end)]) {
      try tick()
      end = scalars.index(before: end)
    }
    return String(scalars[start..<end])
  }

  /// The byte ranges between occurrences of a separator, handed over one by one.
  private static func parts(
    of text: String, between separator: String, _ context: CallContext,
    _ take: (UnsafeBufferPointer<UInt8>, _ isLast: Bool) throws(Trap) -> Void
  ) throws(Trap) {
    guard !separator.isEmpty else { throw context.bad("the text to look for is empty") }
    let search = TextSearch(separator)
    var text = text
    var failure: Trap?
    text.withUTF8 { bytes in
      do throws(Trap) {
        var start = 0
        while let found = search.next(in: bytes, from: start) {
          try context.frame.charge(1 + (found - start) >> 8, context.node)
          try take(UnsafeBufferPointer(rebasing: bytes[start..<found]), false)
          start = found + search.length
        }
        try take(UnsafeBufferPointer(rebasing: bytes[start...]), true)
      } catch { failure = error }
    }
    if let failure { throw failure }
  }

  private static func split(
    _ text: String, _ separator: String, _ context: CallContext
  ) throws(Trap) -> Value {
    var result = ListBuilder()
    try context.frame.filling(&result) { result throws(Trap) in
      try parts(of: text, between: separator, context) { part, _ throws(Trap) in
        try context.frame.checkLength(result.count + 1, SizeLimits.items, "a list", context.node)
        result.append(.text(String(decoding: part, as: UTF8.self)))
      }
    }
    return result.list
  }

  private static func replaced(
    _ text: String, _ old: String, _ new: String, _ context: CallContext
  ) throws(Trap) -> String {
    // Code points stay whole: what is looked for begins and ends between them.
    var result: [UInt8] = []
    result.reserveCapacity(min(text.utf8.count, SizeLimits.textBytes))
    try parts(of: text, between: old, context) { part, isLast throws(Trap) in
      let length = result.count + part.count + (isLast ? 0 : new.utf8.count)
      try context.frame.checkLength(length, SizeLimits.textBytes, "a string", context.node)
      result.append(contentsOf: part)
      if isLast { return }
      result.append(contentsOf: new.utf8)
      try context.frame.charge(new.utf8.count >> 4, context.node)
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Lines without their ends, which may be LF or CR LF; text that ends in a line end has no empty last line.
  static func lines(_ text: String, _ context: CallContext) throws(Trap) -> Value {
    var result = ListBuilder()
    try context.frame.filling(&result) { result throws(Trap) in
      try parts(of: text, between: "\n", context) { part, isLast throws(Trap) in
        if isLast, part.isEmpty { return }
        try context.frame.checkLength(result.count + 1, SizeLimits.items, "a list", context.node)
        let line = part.last == UInt8(ascii: "\r") ? part[..<(part.count - 1)] : part[...]
        result.append(.text(String(decoding: line, as: UTF8.self)))
      }
    }
    return result.list
  }

  private static func padded(
    _ object: TextObject, _ arguments: [Value], _ context: CallContext
  ) throws(Trap) -> String {
    // Wider than any text may be is as good as any such width.
    let width = min(max(0, try Methods.int(arguments[0], context)), SizeLimits.textBytes + 1)
    var filler = " "
    if arguments.count > 1, !arguments[1].isNone { filler = try Methods.text(arguments[1], context) }
    guard filler.unicodeScalars.count == 1 else { throw context.bad("with: takes a single character") }
    let text = object.string
    let missing = width - object.length
    guard missing > 0 else { return text }
    let length = text.utf8.count + missing * filler.utf8.count
    try context.frame.checkLength(length, SizeLimits.textBytes, "a string", context.node)
    try context.frame.allocate(bytes: length, context.node)
    let fill = repeated(filler, missing)
    if arguments.count > 2, case .bool(true) = arguments[2] { return fill + text }
    return text + fill
  }

  /// A text many times over, by doubling.
  private static func repeated(_ text: String, _ count: Int) -> String {
    var bytes = Array(text.utf8)
    let length = bytes.count * count
    bytes.reserveCapacity(length)
    while bytes.count < length { bytes.append(contentsOf: bytes.prefix(length - bytes.count)) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func slice(
    _ object: TextObject, _ arguments: [Value], _ context: CallContext
  ) throws(Trap) -> String {
    let count = object.length
    let start = try Methods.int(arguments[0], context)
    var end = count
    if arguments.count > 1, !arguments[1].isNone { end = try Methods.int(arguments[1], context) }
    let low = min(max(0, start), count)
    let high = min(max(low, end), count)
    let text = object.string
    if object.isASCII {
      let first = text.utf8.index(text.startIndex, offsetBy: low)
      return String(text[first..<text.utf8.index(first, offsetBy: high - low)])
    }
    let scalars = text.unicodeScalars
    let first = scalars.index(scalars.startIndex, offsetBy: low)
    return String(scalars[first..<scalars.index(first, offsetBy: high - low)])
  }
}

extension Frame {
  /// Whether a regular expression matches a text.
  func matches(_ pattern: String, _ text: String, _ node: Int32) throws(Trap) -> Bool {
    try expression(text, node) { expressions, watch throws(RegularExpressions.Failure) in
      try expressions.matches(pattern, in: text, watch)
    }
  }

  /// The whole match of a regular expression and its groups, `nil` without a match.
  func groups(of pattern: String, in text: String, _ node: Int32) throws(Trap) -> [String]? {
    try expression(text, node) { expressions, watch throws(RegularExpressions.Failure) in
      try expressions.match(pattern, in: text, watch)
    }
  }

  /// Works with a regular expression; its failures become traps.
  private func expression<Result>(
    _ text: String, _ node: Int32,
    _ work: (RegularExpressions, RegularExpressions.Watch) throws(RegularExpressions.Failure) -> Result
  ) throws(Trap) -> Result {
    try charge(text.utf8.count >> 4, node)
    let watch = RegularExpressions.Watch { bytes throws(Trap) in
      // A few items of a pattern may walk over the whole text again and again: the time is looked at each time.
      try run.pointee.session.look(node)
      try allocate(bytes: bytes, node)
      try charge(2, node)
    }
    do throws(RegularExpressions.Failure) { return try work(run.pointee.session.expressions, watch) } catch {
      switch error {
      case .pattern(let message, let offset):
        throw trap(.regexInvalid, node, "the regular expression is wrong at place \(offset): \(message)")
      case .limit:
        throw trap(.regexLimit, node, "the regular expression needs more work on this text than is allowed")
      case .stopped(let trap): throw trap
      }
    }
  }
}
