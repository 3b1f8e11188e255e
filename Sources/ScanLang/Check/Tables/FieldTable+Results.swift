// SPDX-License-Identifier: GPL-3.0-or-later

extension FieldTable {
  private static let host = ValueType.record(.host)
  private static let results = ValueType.record(.results)
  private static let error = ValueType.record(.handlerError)
  private static let finding = ValueType.record(.finding)
  private static let portList = ValueType.list(.record(.portResult))

  private static func portLists(_ receiver: ValueType) -> [FieldRow] {
    [
      FieldRow(receiver, .ports, portList, "All port results, by address, port and protocol."),
      FieldRow(receiver, .open, portList, "The ports that are open."),
      FieldRow(receiver, .closed, portList, "The ports that are closed."),
      FieldRow(receiver, .filtered, portList, "The ports that are filtered."),
      FieldRow(
        receiver, .unfiltered, portList, "The ports that are exactly `unfiltered`: open or closed, not known which."),
      FieldRow(receiver, .openOrFiltered, portList, "The ports that are exactly `open|filtered`."),
      FieldRow(receiver, .closedOrFiltered, portList, "The ports that are exactly `closed|filtered`."),
    ]
  }

  /// Fields of hosts, results, errors of handlers and findings.
  static let resultRows: [FieldRow] =
    [
      FieldRow(host, .address, .address, "Its address."),
      FieldRow(host, .name, .optional(.string), "Its name as the script wrote it, or none."),
      FieldRow(host, .state, .string, "`up` or `down`."),
      FieldRow(host, .reason, .string, "How that is known, in nmap's words."),
      FieldRow(host, .rtt, .optional(.duration), "The round-trip time to it; none where nothing answered."),
      FieldRow(
        host, .proxy, .optional(.string),
        "What answers SYNs in the place of its services, as far as its answers show: `syn-proxy`, `tarpit` or "
          + "`everything-open`; none where nothing speaks for that."),
    ] + portLists(host) + [
      FieldRow(results, .hosts, .list(host), "The hosts that are up, by address.")
    ] + portLists(results) + [
      FieldRow(results, .findings, .list(finding), "The findings of the scan's handlers."),
      FieldRow(results, .sent, .int, "How many packets or connection attempts were sent."),
      FieldRow(results, .received, .int, "How many answers came."),
      FieldRow(results, .retransmitted, .int, "How many of those sent were repetitions."),
      FieldRow(results, .elapsed, .duration, "How long the scan took."),
      FieldRow(results, .coverage, .float, "The share of verdicts that can be trusted, 0 to 1."),
      FieldRow(results, .outcome, .string, "`pass`, `fail` or `inconclusive`, for the scan alone."),
      FieldRow(error, .host, .optional(.address), "The host that the handler ran for."),
      FieldRow(error, .port, .optional(.port), "The port that the handler ran for."),
      FieldRow(error, .handler, .string, "The handler's header: `on open 443`."),
      FieldRow(error, .text, .string, "What went wrong."),
      FieldRow(error, .count, .int, "How often it went wrong in this way."),
      FieldRow(finding, .level, .string, "`info`, `low`, `medium`, `high` or `critical`."),
      FieldRow(finding, .text, .string, "What was found."),
      FieldRow(finding, .host, .optional(.address), "The host it was found at."),
      FieldRow(finding, .port, .optional(.port), "The port it was found at."),
      FieldRow(finding, .fields, .map, "Further facts."),
    ]
}
