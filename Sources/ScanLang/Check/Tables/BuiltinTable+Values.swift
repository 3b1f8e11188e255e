// SPDX-License-Identifier: GPL-3.0-or-later

extension BuiltinTable {
  /// Making, changing and comparing values.
  static let valueRows: [BuiltinRow] = [
    BuiltinRow(
      .range, [SignatureParameter("first", [.int]), SignatureParameter("last", [.int])], .type(.range),
      "The whole numbers from the first to the last, both included; what `1-10` is for numbers known beforehand.",
      example: "for i in range(1, n) { print(i) }"),
    BuiltinRow(
      .len, [SignatureParameter("value", [.string, .bytes, .list(.unknown), .map, .targets, .ports, .range])],
      .type(.int), "How many elements, characters or bytes a value has.",
      example: "len([22, 80, 443])"),
    BuiltinRow(
      .str, [SignatureParameter("value")], .type(.string), "The text that `print` would write for a value.",
      example: "str(443/tcp)"),
    BuiltinRow(
      .int, [SignatureParameter("value", [.string, .int, .float, .bool])], .type(.int),
      "A whole number from text (decimal, `0x`, `0b`), or from a fraction by cutting it off; text that is none fails.",
      example: #"int("8080")"#),
    BuiltinRow(
      .float, [SignatureParameter("value", [.string, .int, .float])], .type(.float),
      "A fraction from text or from a whole number; text that is none fails.",
      example: #"float("2.5")"#),
    BuiltinRow(
      .round,
      [SignatureParameter("value", [.int, .float]), SignatureParameter("digits", [.int], default: "none")], .rounded,
      """
      The nearest whole number, a half away from zero; with `digits` the nearest fraction with that many digits \
      behind the point.
      """,
      example: "round(seen.coverage * 100, 1)"),
    BuiltinRow(
      .min, [SignatureParameter("values", isVariadic: true)], .joinedArguments,
      "The least of its values, or of the elements of a list; an empty list fails.",
      example: "min(n, 5)"),
    BuiltinRow(
      .max, [SignatureParameter("values", isVariadic: true)], .joinedArguments,
      "The greatest of its values, or of the elements of a list; an empty list fails.",
      example: "max(1, 2, 3)"),
    BuiltinRow(
      .sorted,
      [
        SignatureParameter("list", [.list(.unknown)]),
        SignatureParameter("desc", [.bool], default: "false"),
      ], .firstArgument,
      "The elements in rising order, in falling order with `desc: true`; equal ones keep their order.",
      example: "sorted([443, 22, 80])"),
    BuiltinRow(
      .json, [SignatureParameter("value")], .type(.string),
      "A value as JSON text; what JSON has no form for (addresses, durations, states) becomes its text.",
      example: "json({host: 192.0.2.1, open: [22, 80]})"),
    BuiltinRow(
      .parseJson, [SignatureParameter("text", [.string])], .type(.unknown),
      "The value that a JSON text describes; text that is not JSON fails.",
      example: #"parse_json("[1, 2]")"#),
  ]
}
