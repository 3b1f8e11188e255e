// SPDX-License-Identifier: GPL-3.0-or-later

/// Why evaluation stopped: a kind and the node, trivial so that throwing allocates nothing.
///
/// What a message needs beyond that (`RunState.detail`) is written down before the throw; the text is made only when
/// the trap leaves its handler.
struct Trap: Error {
  var kind: TrapKind
  /// Node number, an index into the table of spans.
  var node: Int32
}

/// Kinds of traps.
enum TrapKind: UInt8 {
  case overflow
  case divisionByZero
  case wrongType
  /// A field or method that is not there.
  case missing
  case missingKey
  case outOfRange
  /// Text that cannot be read as what is wanted.
  case badText
  case noOrder
  case regexInvalid
  case regexLimit
  case noArmMatches
  /// `fail "…"`
  case failed
  /// A follow-up failed: refused, timed out, closed.
  case network
  /// The probe engine failed: a socket, a route or a send that the system refuses.
  case engine
  /// An argument that cannot be worked with.
  case badArgument
  /// A send was refused by the scope before or after the first packet.
  case outsideScope
  /// A technique needs a privilege that is missing.
  case privilege
  case emptyTargets
  case nameNotResolved
  case fileError
  /// A baseline that is missing or cannot be read.
  case badBaseline
  /// A follow-up for which this version has no client.
  case clientMissing
  // From here on no `try` takes it.
  case stepLimit
  case callDepth
  case collectionLimit
  case textLimit
  case followupLimit
  case memoryLimit
  case timeLimit
  case packetLimit
  /// A test without a network asks one.
  case noNetwork
  case interrupted
  /// Not an error: `return`, `break` or `continue` leaves a block that stands as a value.
  case flow

  /// Whether `try … else` takes it (language reference, section 5: never limits, interrupts or `stop()`).
  var isCatchable: Bool { rawValue < TrapKind.stepLimit.rawValue }
}

/// How a statement ended.
enum Flow {
  case next
  case leaveLoop
  case nextRound
  case giveBack(Value)

  /// What a unit gives back that ended like this.
  @inline(__always) var value: Value {
    if case .giveBack(let value) = self { return value }
    return .none
  }

  @inline(__always) var isNext: Bool {
    if case .next = self { return true }
    return false
  }
}
