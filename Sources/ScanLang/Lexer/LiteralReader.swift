// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Values of literal tokens.
///
/// A token without `.diagnosed` always has a value. One with it may have the value that was meant, or none: then a
/// diagnostic has been given, and the parser puts `.missing` in its place.
public enum LiteralReader {
  /// `42`, `1_000`, `0x1f`, `0b101`, `10k`, `2M`
  public static func int(_ token: Token, _ source: SourceFile) -> Int64? {
    var text = LiteralText(token, source)
    if text.next == UInt8(ascii: "0"), text.index + 1 < text.end {
      let mark = text.bytes[text.index + 1] | 0x20
      let base: Int64 =
        mark == UInt8(ascii: "x") ? 16 : mark == UInt8(ascii: "b") ? 2 : mark == UInt8(ascii: "o") ? 8 : 10
      if base != 10 {
        text.index += 2
        guard let value = try? text.integer(base: base), text.isAtEnd else { return nil }
        return value
      }
    }
    guard let amount = try? text.amount(), let factor = multiplier(&text), text.isAtEnd else { return nil }
    return try? amount.times(factor)
  }

  /// What `k` or `M` multiply with; `K` is what `k` is often mistaken for.
  static func multiplier(_ text: inout LiteralText) -> Int64? {
    if text.take("k") || text.take("K") { return 1000 }
    if text.take("M") { return 1_000_000 }
    return 1
  }

  /// `2.5`, `1e-3`
  public static func float(_ token: Token, _ source: SourceFile) -> Double? {
    var text = LiteralText(token, source).rest
    text.removeAll { $0 == "_" }
    guard let value = Double(text), value.isFinite else { return nil }
    return value
  }

  /// `99%` as 0.99
  public static func percent(_ token: Token, _ source: SourceFile) -> Double? {
    var text = LiteralText(token, source).rest
    guard text.last == "%" else { return nil }
    text.removeLast()
    text.removeAll { $0 == "_" }
    guard let value = Double(text), value.isFinite else { return nil }
    return value / 100
  }

  /// `1h30m`
  public static func duration(_ token: Token, _ source: SourceFile) -> ScanDuration? {
    let value = try? DurationText.read(LiteralText(token, source), lenient: token.flags.contains(.diagnosed))
    return value.map(ScanDuration.init(microseconds:))
  }

  /// `5k/s`; a diagnosed one may say `/sec` or have a fraction that comes out whole.
  public static func rate(_ token: Token, _ source: SourceFile) -> Rate? {
    var text = LiteralText(token, source)
    guard let amount = try? text.amount() else { return nil }
    let isMillions = token.flags.contains(.diagnosed) && text.take("m")
    guard let factor = isMillions ? 1_000_000 : multiplier(&text), let count = try? amount.times(factor),
      text.take("/")
    else { return nil }
    let unit: Rate.Unit? =
      switch text.next | 0x20 {
      case UInt8(ascii: "s"): .second
      case UInt8(ascii: "m"): .minute
      case UInt8(ascii: "h"): .hour
      default: nil
      }
    return unit.flatMap { Rate(count: count, per: $0) }
  }

  /// `64KiB`
  public static func size(_ token: Token, _ source: SourceFile) -> ByteSize? {
    try? readSize(LiteralText(token, source))
  }

  static func readSize(_ text: LiteralText) throws(LiteralText.Fault) -> ByteSize {
    var text = text
    let amount = try text.amount()
    let name = text.letters()
    guard text.isAtEnd, let unit = ByteSize.units.first(where: { $0.name == name }) else { throw .malformed }
    return ByteSize(bytes: try amount.times(unit.bytes))
  }

  /// `2026-12-31`
  public static func date(_ token: Token, _ source: SourceFile) -> CalendarDate? {
    CalendarDate(LiteralText(token, source).rest)
  }
}
