// SPDX-License-Identifier: GPL-3.0-or-later

extension FieldTable {
  private static let list = ValueType.list(.unknown)

  /// Properties of plain values.
  static let valueRows: [FieldRow] = [
    FieldRow(list, .count, .int, "How many elements it has."),
    FieldRow(list, .first, .element, "Its first element; an empty list fails."),
    FieldRow(list, .last, .element, "Its last element; an empty list fails."),
    FieldRow(
      .map, .count, .int, "How many keys it has; a key of that name hides nothing, it is read by `m[\"count\"]`."),
    FieldRow(.string, .length, .int, "How many code points it has."),
    FieldRow(.bytes, .length, .int, "How many bytes it has."),
    FieldRow(.targets, .count, .int, "How many addresses it holds."),
    FieldRow(.ports, .count, .int, "How many ports it holds."),
    FieldRow(.network, .first, .address, "Its lowest address."),
    FieldRow(.network, .last, .address, "Its highest address."),
    FieldRow(.network, .count, .int, "How many addresses it holds; more than 2⁶³-1 fail."),
    FieldRow(.network, .prefix, .int, "How many bits name the network."),
    FieldRow(.addressRange, .first, .address, "Its lowest address."),
    FieldRow(.addressRange, .last, .address, "Its highest address."),
    FieldRow(.addressRange, .count, .int, "How many addresses it holds; more than 2⁶³-1 fail."),
    FieldRow(.range, .first, .int, "Its lower end."),
    FieldRow(.range, .last, .int, "Its upper end, which belongs to it."),
    FieldRow(.range, .count, .int, "How many numbers it holds."),
    FieldRow(.port, .number, .int, "Its number."),
    FieldRow(.port, .protocol, .optional(.string), "`tcp` or `udp`; none for a bare port."),
    FieldRow(.date, .year, .int, "Its year."),
    FieldRow(.date, .month, .int, "Its month, from 1."),
    FieldRow(.date, .day, .int, "Its day of the month, from 1."),
    FieldRow(.time, .year, .int, "Its year, in UTC like all parts."),
    FieldRow(.time, .month, .int, "Its month, from 1."),
    FieldRow(.time, .day, .int, "Its day of the month, from 1."),
    FieldRow(.time, .hour, .int, "Its hour, 0 to 23."),
    FieldRow(.time, .minute, .int, "Its minute, 0 to 59."),
    FieldRow(.time, .second, .int, "Its second, 0 to 59."),
  ]
}
