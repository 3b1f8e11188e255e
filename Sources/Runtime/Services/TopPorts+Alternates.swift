// SPDX-License-Identifier: GPL-3.0-or-later

extension TopPorts {
  /// Where services are moved to or started a second time: the neighbours of the well-known alternates in whole
  /// runs, then numbers that repeat a well-known one (`30080`, `50022`).
  static let alternates: [UInt16] =
    Array(8000...8100) + Array(8443...8448) + Array(9000...9100) + Array(10_000...10_020) + [
      // One up, one down.
      180, 280, 880, 1443, 2221, 2223, 3309, 4002, 4080, 4445, 5003, 5080, 5435, 6382, 7003, 7080, 7081, 8881, 9943,
      // A well-known port with a digit in front; 30000-32767 is the range Kubernetes gives to node ports.
      18_000, 18_443, 20_022, 20_080, 28_080, 30_080, 30_443, 31_443, 32_443, 38_080, 48_080, 50_080, 60_022, 60_080,
    ]

  /// System ports that IANA has assigned: first those whose service has a name in `ServiceTable`, then the others,
  /// both in numeric order. There are more than the ranking has room for.
  static let systemPorts: [UInt16] =
    [
      70, 119, 174, 210, 311, 371, 383, 401, 407, 520, 540, 563, 647, 648, 657, 674, 683, 700, 847, 861, 888, 900,
      2, 3, 5, 18, 27, 29, 31, 33, 38, 39, 41, 44, 45, 46, 48, 50, 52, 54, 55, 56, 58,
    ] + Array(62...68) + Array(71...74) + [76, 78] + Array(91...99) + [101, 103, 105, 108, 112] + Array(116...118)
    + Array(120...134) + [136] + Array(140...142) + Array(144...160) + Array(162...178) + Array(180...193)
}
