// SPDX-License-Identifier: GPL-3.0-or-later

/// How much of a layout there is at some point: what lies between two points is their difference.
struct LayoutExtent {
  /// The width of everything so far in one line.
  let width: Int
  /// How many line ends so far cannot be left out.
  let breaks: Int
  /// How many comments so far wait for the end of their line.
  let waitingComments: Int
}
