// SPDX-License-Identifier: GPL-3.0-or-later

extension FieldTable {
  private static let comparison = ValueType.record(.comparison)
  private static let change = ValueType.record(.change)

  /// Fields of what `diff` gives.
  static let comparisonRows: [FieldRow] = [
    FieldRow(
      comparison, .opened, .list(.record(.portResult)), "The ports that are open and were not, as they are now."),
    FieldRow(comparison, .closed, .list(.record(.portResult)), "The ports that were open and are not, as they were."),
    FieldRow(comparison, .changed, .list(change), "Every port whose state or service is not what it was."),
    FieldRow(comparison, .hostsUp, .list(.record(.host)), "The hosts that are up and were not."),
    FieldRow(comparison, .hostsDown, .list(.record(.host)), "The hosts that were up and are not."),
    FieldRow(comparison, .count, .int, "How many ports and hosts changed."),
    FieldRow(
      comparison, .notCompared, .int,
      "How many ports that either asked could not be compared: not asked by both, or without an answer to be trusted."),
    FieldRow(change, .host, .address, "The address."),
    FieldRow(change, .port, .port, "Number and protocol together."),
    FieldRow(change, .before, .optional(.state), "The state that it had; none where it was only counted."),
    FieldRow(change, .after, .optional(.state), "The state that it has; none where it is only counted."),
    FieldRow(change, .service, .optional(.string), "The name of the service now, or none."),
  ]
}
