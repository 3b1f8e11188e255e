// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Methods of strings; positions and lengths count code points.
enum TextMethods {
  static func call(
    _ method: MethodName, _ text: String, _ arguments: [Value], _ context: CallContext
  ) throws(Trap) -> Value {
    try context.frame.charge(text.utf8.count >> 4, context.node)
    switch method {
    case .upper: return .text(text.uppercased())
    case .lower: return .text(text.lowercased())
    case .trim: return .text(trimmed(text))
    case .split: return .list(try split(text, try Methods.text(arguments[0], context), context).map { .text($0) })
    case .lines: return .list(lines(text).map { .text($0) })
    case .replace:
      let old = try Methods.text(arguments[0], context)
      let parts = try split(text, old, context)
      let new = try Methods.text(arguments[1], context)
      let length = parts.reduce(0) { $0 + $1.utf8.count } + new.utf8.count * (parts.count - 1)
      try context.frame.checkLength(length, SizeLimits.textBytes, "a string", context.node)
      return .text(parts.joined(separator: new))
    case .startsWith: return .bool(text.utf8.starts(with: try Methods.text(arguments[0], context).utf8))
    case .endsWith:
      return .bool(text.utf8.reversed().starts(with: try Methods.text(arguments[0], context).utf8.reversed()))
    case .contains: return .bool(text.containsText(try Methods.text(arguments[0], context)))
    case .pad: return .text(try padded(text, arguments, context))
    case .slice: return .text(try slice(text, arguments, context))
    case .match:
      let groups = try context.frame.match(try Methods.text(arguments[0], context), in: text, context.node)
      return groups.map { .list($0.map { .text($0) }) } ?? .none
    default: throw Methods.missing(method, .text(text), context)
    }
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

  static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isBlank($0) }),
      let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(scalars[first...last])
  }

  private static func split(
    _ text: String, _ separator: String, _ context: CallContext
  ) throws(Trap) -> [String] {
    guard !separator.isEmpty else { throw context.bad("the text to look for is empty") }
    let bytes = Array(text.utf8)
    let wanted = Array(separator.utf8)
    var parts: [String] = []
    var start = 0
    var place = 0
    while place + wanted.count <= bytes.count {
      if bytes[place] == wanted[0], bytes[place..<(place + wanted.count)].elementsEqual(wanted) {
        parts.append(String(decoding: bytes[start..<place], as: UTF8.self))
        place += wanted.count
        start = place
      } else {
        place += 1
      }
    }
    parts.append(String(decoding: bytes[start...], as: UTF8.self))
    return parts
  }

  /// Lines without their ends, which may be LF or CR LF; text that ends in a line end has no empty last line.
  static func lines(_ text: String) -> [String] {
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { line in
      String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
    }
  }

  private static func padded(
    _ text: String, _ arguments: [Value], _ context: CallContext
  ) throws(Trap) -> String {
    // Wider than any text may be is as good as any such width.
    let width = min(max(0, try Methods.int(arguments[0], context)), SizeLimits.textBytes + 1)
    var filler = " "
    if arguments.count > 1, !arguments[1].isNone { filler = try Methods.text(arguments[1], context) }
    guard filler.unicodeScalars.count == 1 else { throw context.bad("with: takes a single character") }
    let missing = width - text.unicodeScalars.count
    guard missing > 0 else { return text }
    try context.frame.checkLength(
      text.utf8.count + missing * filler.utf8.count, SizeLimits.textBytes, "a string", context.node)
    let fill = String(repeating: filler, count: missing)
    if arguments.count > 2, case .bool(true) = arguments[2] { return fill + text }
    return text + fill
  }

  private static func slice(
    _ text: String, _ arguments: [Value], _ context: CallContext
  ) throws(Trap) -> String {
    let scalars = Array(text.unicodeScalars)
    let start = try Methods.int(arguments[0], context)
    var end = scalars.count
    if arguments.count > 1, !arguments[1].isNone { end = try Methods.int(arguments[1], context) }
    let low = min(max(0, start), scalars.count)
    let high = min(max(low, end), scalars.count)
    var part = String.UnicodeScalarView()
    part.append(contentsOf: scalars[low..<high])
    return String(part)
  }
}

extension Frame {
  /// A regular expression against a text, with its failures as traps.
  func match(_ pattern: String, in text: String, _ node: Int32) throws(Trap) -> [String]? {
    do throws(RegularExpressions.Failure) {
      return try run.pointee.session.expressions.match(pattern, in: text)
    } catch {
      switch error {
      case .pattern(let message, let offset):
        throw trap(.regexInvalid, node, "the regular expression is wrong at place \(offset): \(message)")
      case .limit:
        throw trap(.regexLimit, node, "the regular expression needs more work on this text than is allowed")
      }
    }
  }
}
