// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// How a state meets the states of an expectation: the exact state decides, and one that only may be it is no answer.
enum StateMatch: Equatable {
  case yes, maybe, no

  /// `open` is `open`; `open|filtered` may be `open`; `open` is not `open|filtered`, which is a state of its own.
  init(_ state: PortState, _ alternatives: [PortState]) {
    if alternatives.contains(state) {
      self = .yes
    } else {
      self = alternatives.contains { state.isStrictSuperset(of: $0) } ? .maybe : .no
    }
  }

  /// The match of a port of which only some possible states are known; `maybe` where they differ.
  init(oneOf states: [PortState], _ alternatives: [PortState]) {
    let matches = states.map { StateMatch($0, alternatives) }
    let first = matches.first ?? .maybe
    self = matches.allSatisfy { $0 == first } ? first : .maybe
  }
}

extension PortExpectation {
  /// What a port's state means for the expectation.
  func outcome(_ match: StateMatch) -> Verdict.Outcome {
    switch (kind, match) {
    case (_, .maybe): .unsure
    case (.always, .yes), (.never, .no), (.only, .no): .held
    default: .failed
    }
  }
}
