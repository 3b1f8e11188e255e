// SPDX-License-Identifier: GPL-3.0-or-later

/// Which pieces of code use which, for what is handed on from those that are used to those that use them: waiting,
/// acting, judging, having no value in tests.
struct CallGraph {
  /// By number of a piece, the pieces that use it.
  private let users: [[Int]]

  /// Made of the numbers of the pieces that each piece uses, in any order and as often as they are named.
  init(uses: [some Sequence<Int>]) {
    var users: [[Int]] = Array(repeating: [], count: uses.count)
    for (user, used) in uses.enumerated() {
      for piece in Set(used) { users[piece].append(user) }
    }
    self.users = users
  }

  /// For each piece, the one of `starts` that it is or reaches in the fewest steps; `nil` for one that reaches none.
  func origins(of starts: some Sequence<Int>) -> [Int?] {
    var origins: [Int?] = Array(repeating: nil, count: users.count)
    var reached: [Int] = []
    for start in starts where origins[start] == nil {
      origins[start] = start
      reached.append(start)
    }
    var next = 0
    while next < reached.count {
      let piece = reached[next]
      next += 1
      for user in users[piece] where origins[user] == nil {
        origins[user] = origins[piece]
        reached.append(user)
      }
    }
    return origins
  }

  /// The pieces that are one of `starts` or reach one.
  func reaching(_ starts: some Sequence<Int>) -> [Bool] { origins(of: starts).map { $0 != nil } }
}

extension CheckContext {
  /// Which functions name which.
  var callGraph: CallGraph { CallGraph(uses: functions.map(\.callees)) }
}
