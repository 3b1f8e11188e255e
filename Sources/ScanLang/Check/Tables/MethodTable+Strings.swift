// SPDX-License-Identifier: GPL-3.0-or-later

extension MethodTable {
  private static let text = [ValueType.string]

  /// Methods of strings; positions and lengths count code points.
  static let stringRows: [MethodRow] = [
    MethodRow(
      .string, .upper, [], .type(.string), "The text in capital letters.", example: "\"ssh\".upper()"),
    MethodRow(
      .string, .lower, [], .type(.string), "The text in small letters.", example: "\"SSH\".lower()"),
    MethodRow(
      .string, .trim, [], .type(.string), "The text without blanks and line ends around it.",
      example: "\" ssh\\n\".trim()"),
    MethodRow(
      .string, .split, [SignatureParameter("separator", text)], .type(.list(.string)),
      "The parts of the text between occurrences of the separator.", example: "\"a,b\".split(\",\")"),
    MethodRow(
      .string, .lines, [], .type(.list(.string)), "The lines of the text, without line ends.",
      example: "\"one\\ntwo\".lines()"),
    MethodRow(
      .string, .replace, [SignatureParameter("old", text), SignatureParameter("new", text)], .type(.string),
      "The text with every occurrence of one text replaced by another.", example: "\"a-b\".replace(\"-\", \"_\")"),
    MethodRow(
      .string, .startsWith, [SignatureParameter("prefix", text)], .type(.bool), "Whether the text begins so.",
      example: "\"SSH-2.0-x\".starts_with(\"SSH-2.0\")"),
    MethodRow(
      .string, .endsWith, [SignatureParameter("suffix", text)], .type(.bool), "Whether the text ends so.",
      example: "\"web.example.org\".ends_with(\".example.org\")"),
    MethodRow(
      .string, .contains, [SignatureParameter("part", text)], .type(.bool), "Whether the text holds another.",
      example: "\"OpenSSH_9.2\".contains(\"OpenSSH\")"),
    MethodRow(
      .string, .pad,
      [
        SignatureParameter("width", [.int]), SignatureParameter("with", text, default: "\" \""),
        SignatureParameter("left", [.bool], default: "false"),
      ], .type(.string), "The text filled up to a width, behind it, or before it with `left: true`.",
      example: "str(p.number).pad(5, left: true)"),
    MethodRow(
      .string, .slice,
      [SignatureParameter("start", [.int]), SignatureParameter("end", [.int], default: "the length")], .type(.string),
      "The part from one position, counted from 0, up to but not including another; what lies outside is left out.",
      example: "\"SSH-2.0\".slice(0, 3)"),
    MethodRow(
      .string, .match, [SignatureParameter("pattern", text)], .type(.optional(.list(.string))),
      """
      The groups of the first place where a regular expression matches, the whole match first, or none; a group that \
      took no part is empty.
      """,
      example: "\"OpenSSH_9.2\".match(r\"OpenSSH_([0-9.]+)\")"),
  ]
}
