// SPDX-License-Identifier: GPL-3.0-or-later

extension MethodTable {
  private static let results = ValueType.record(.results)
  private static let layout = [SignatureParameter("layout", [.string])]

  /// Methods of maps, numbers, times, states and of the records that engines make.
  static let otherRows: [MethodRow] = [
    MethodRow(
      .map, .get, [SignatureParameter("key"), SignatureParameter("default", default: "none")], .type(.unknown),
      "The value of a key, or the default where the map has none.", example: "counts.get(\"ssh\", 0)"),
    MethodRow(
      .map, .keys, [], .type(.list(.unknown)), "The keys, in the order they were put in.", example: "counts.keys()"),
    MethodRow(
      .map, .values, [], .type(.list(.unknown)), "The values, in the order they were put in.",
      example: "counts.values()"),
    MethodRow(
      .map, .contains, [SignatureParameter("key")], .type(.bool), "Whether the map has the key.",
      example: "counts.contains(\"ssh\")"),
    MethodRow(
      .int, .div, [SignatureParameter("divisor", [.int])], .type(.int),
      "The quotient rounded down, so that `a.div(b) * b + a % b` is `a`; 0 as divisor fails.", example: "7.div(2)"),
    MethodRow(
      .time, .format, layout, .type(.string),
      "The time as a layout says: `%Y %m %d %H %M %S` stand for its parts, `%%` for a percent sign.",
      example: "now().format(\"%Y-%m-%d\")"),
    MethodRow(
      .date, .format, layout, .type(.string),
      "The date as a layout says: `%Y %m %d` stand for its parts, `%%` for a percent sign.",
      example: "today().format(\"%d.%m.%Y\")"),
    MethodRow(
      .state, .mayBe, [SignatureParameter("state", [.state])], .type(.bool),
      "Whether the state is among the possibilities: `(open|filtered).may_be(open)` is true.",
      example: "p.state.may_be(open)"),
    MethodRow(
      .targets, .contains, [SignatureParameter("item", [.targets])], .type(.bool),
      "Whether all of the addresses are in the set.", example: "dmz.contains(192.0.2.1)"),
    MethodRow(
      .ports, .contains, [SignatureParameter("item", [.ports])], .type(.bool),
      "Whether all of the ports are in the set.", example: "web.contains(443)"),
    MethodRow(
      .record(.portResult), .by, [SignatureParameter("technique", [.technique])], .type(.optional(.state)),
      "What another technique of the same scan says of the port; none if it was not asked.", example: "p.by(ack)"),
    MethodRow(
      .record(.host), .count, [SignatureParameter("state", [.state])], .type(.int),
      "How many ports of the host have exactly this state.", example: "h.count(open)"),
    MethodRow(
      results, .host, [SignatureParameter("address", [.address, .string])], .type(.record(.host)),
      "The host with this address; one that was not scanned or not up fails.", example: "seen.host(10.0.0.10)"),
    MethodRow(
      results, .port,
      [
        SignatureParameter("host", [.address, .record(.host), .string]),
        SignatureParameter("port", [.int, .port]),
      ], .type(.record(.portResult)),
      "The result of one port; one that was not scanned fails.", example: "seen.port(10.0.0.10, 22)"),
    MethodRow(
      results, .emitted, [SignatureParameter("kind", [.string])], .type(.list(.map)),
      "The records of a kind that the handlers of the scan emitted.", example: "seen.emitted(\"service\")"),
  ]
}
