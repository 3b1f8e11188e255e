// SPDX-License-Identifier: GPL-3.0-or-later

extension MethodTable {
  private static let list = ValueType.list(.unknown)
  private static let function = [ValueType.function(.unknown)]

  /// Methods of lists; none changes the list, each gives a new value.
  static let listRows: [MethodRow] = [
    MethodRow(
      list, .where, [SignatureParameter("test", function)], .receiver,
      "The elements for which the function gives true.", example: "seen.ports.where(p => p.rtt != none)"),
    MethodRow(
      list, .map, [SignatureParameter("function", function)], .listOfFunctionResult,
      "What the function gives for each element.", example: "seen.open.map(p => p.number)"),
    MethodRow(
      list, .flatMap, [SignatureParameter("function", function)], .functionResult,
      "The lists that the function gives for each element, one behind the other.",
      example: "seen.hosts.flat_map(h => h.open)"),
    MethodRow(
      list, .any, [SignatureParameter("test", function)], .type(.bool),
      "Whether the function gives true for one element at least.", example: "seen.open.any(p => p.number == 23)"),
    MethodRow(
      list, .all, [SignatureParameter("test", function)], .type(.bool),
      "Whether the function gives true for every element; true for an empty list.",
      example: "seen.hosts.all(h => h.state == \"up\")"),
    MethodRow(
      list, .sum, [], .element,
      "All elements added up: numbers, durations or sizes; 0 for an empty list.", example: "[1, 2, 3].sum()"),
    MethodRow(
      list, .min, [], .element, "The least element; an empty list fails.", example: "[3, 1, 2].min()"),
    MethodRow(
      list, .max, [], .element, "The greatest element; an empty list fails.", example: "[3, 1, 2].max()"),
    MethodRow(
      list, .sortBy,
      [SignatureParameter("key", function), SignatureParameter("desc", [.bool], default: "false")], .receiver,
      "The elements in the order of what the function gives for them; equal ones keep their order.",
      example: "seen.open.sort_by(p => p.rtt ?? 0s, desc: true)"),
    MethodRow(
      list, .groupBy, [SignatureParameter("key", function)], .type(.map),
      "A map from what the function gives to the list of elements it gave it for, in order of first appearance.",
      example: "seen.open.group_by(p => p.host)"),
    MethodRow(
      list, .unique, [], .receiver, "Every element once, in order of first appearance.",
      example: "seen.open.map(p => p.host).unique()"),
    MethodRow(
      list, .take, [SignatureParameter("count", [.int])], .receiver,
      "The first elements, at most this many.", example: "seen.open.take(10)"),
    MethodRow(
      list, .join, [SignatureParameter("separator", [.string], default: "\", \"")], .type(.string),
      "The elements as text with a separator between them.", example: "[22, 80].join(\" \")"),
    MethodRow(
      list, .reverse, [], .receiver, "The elements in the opposite order.", example: "[1, 2].reverse()"),
    MethodRow(
      list, .contains, [SignatureParameter("value")], .type(.bool), "Whether an element equals the value.",
      example: "[22, 80].contains(80)"),
  ]
}
