// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// How a literal of one token looks, as a regular expression that every editor can be given.
///
/// The expressions use classes, groups `(…)`, alternatives and quantifiers alone; what may stand around a literal is
/// added for each editor.
struct LiteralPattern {
  /// Its name in Vim: `scanAddress`.
  let name: String
  /// Its scope in TextMate.
  let scope: String
  let pattern: String

  /// The forms, longer ones before those that they begin with.
  static var all: [LiteralPattern] {
    let octets = "[0-9]{1,3}(\\.[0-9]{1,3}){3}"
    let group = "[0-9A-Fa-f]{0,4}"
    let groups = "(\(group)(:\(group))+:\(octets)|\(group)(:\(group)){2,})"
    let number = "[0-9][0-9_]*(\\.[0-9]+)?"
    let durations = alternatives(DurationText.units.map(\.name))
    let sizes = alternatives(ByteSize.units.map(\.name))
    return [
      LiteralPattern(name: "Date", scope: "constant.other.date", pattern: "[0-9]{4}-[0-9]{2}-[0-9]{2}"),
      LiteralPattern(
        name: "Address", scope: "constant.other.address", pattern: "\(octets)(-\(octets)|-[0-9]+|/[0-9]+)?"),
      LiteralPattern(
        name: "Address6", scope: "constant.other.address", pattern: "\(groups)(%[0-9A-Za-z_.-]+)?(-\(groups)|/[0-9]+)?"),
      LiteralPattern(name: "Port", scope: "constant.numeric.port", pattern: "[0-9]+(-[0-9]+)?/(tcp|udp)"),
      LiteralPattern(name: "Rate", scope: "constant.numeric.rate", pattern: "\(number)[kM]?/(s|m|h)"),
      LiteralPattern(name: "Duration", scope: "constant.numeric.duration", pattern: "(\(number)(\(durations)))+"),
      LiteralPattern(name: "Size", scope: "constant.numeric.size", pattern: "\(number)(\(sizes))"),
      LiteralPattern(name: "Percent", scope: "constant.numeric.percent", pattern: "\(number)%"),
      LiteralPattern(name: "Range", scope: "constant.numeric.range", pattern: "[0-9]+-[0-9]+"),
      LiteralPattern(
        name: "Float", scope: "constant.numeric.float",
        pattern: "[0-9][0-9_]*(\\.[0-9]+([eE][+-]?[0-9]+)?|[eE][+-]?[0-9]+)"),
      LiteralPattern(
        name: "Integer", scope: "constant.numeric.integer", pattern: "0x[0-9A-Fa-f_]+|0b[01_]+|[0-9][0-9_]*[kM]?"),
    ]
  }

  /// Longer words first, so that `ms` is not taken for `m`.
  private static func alternatives(_ words: [String]) -> String {
    words.sorted { ($1.count, $0) < ($0.count, $1) }.joined(separator: "|")
  }
}
