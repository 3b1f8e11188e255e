// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import NetworkTypes

/// A station on a link: who packets are handed to.
struct NextHop: Hashable, Sendable {
  /// The kernel's number of the interface.
  var interface: UInt32
  /// Its address, without a zone.
  var address: Address
}

/// The Ethernet addresses of stations, as the kernel knew them at first and as they answered since (RFC 826, RFC 4861).
struct NeighbourBook {
  /// What is known of a station.
  enum Entry {
    case known(HardwareAddress)
    /// Asked at this moment, not answered yet.
    case asked(MonotonicTime)
  }

  /// A question that stays unanswered for so long is put again, when there is something to send.
  static let patience: UInt64 = 500_000_000

  private var entries: [NextHop: Entry] = [:]
  private var waiting: [NextHop: Line] = [:]
  /// With so many the book is looked through for stations that do not answer and lines that everybody has left: a large
  /// network of nobody costs no more than what is on its way to it.
  private var most = (entries: leastOfMost, lines: leastOfMost)
  private static let leastOfMost = 1 << 16
  /// A question this old is over: whoever still waits asks again.
  private static let age: UInt64 = 10_000_000_000

  /// Those who wait for a station.
  private struct Line {
    var probes: [WaitingProbe] = []
    /// With so many in line it is looked through for those who have left.
    var limit = 16
  }

  /// Reads what the kernel knows to be right at the moment.
  init() throws(EngineError) {
    let socket = try KernelTable.open()
    for family in Address.Family.allCases {
      for entry in try KernelTable.entries(Int(CNET_DUMP_NEIGHBOURS), family, through: socket.number) {
        entries[NextHop(interface: entry.interface, address: entry.address)] =
          .known(HardwareAddress(kernel: entry.hardware))
      }
    }
  }

  /// What is known of a station.
  func entry(of hop: NextHop) -> Entry? { entries[hop] }

  /// Notes that a station was asked.
  mutating func asked(_ hop: NextHop, now: MonotonicTime) {
    if entries.count >= most.entries {
      entries = entries.filter { _, entry in
        if case .asked(let moment) = entry { now.nanoseconds(since: moment) < Self.age } else { true }
      }
      most.entries = max(Self.leastOfMost, entries.count * 2)
    }
    entries[hop] = .asked(now)
  }

  /// How many stations it knows or has asked.
  var count: Int { entries.count }

  /// How many wait, those included who have left unnoticed.
  var waitingCount: Int { waiting.values.reduce(0) { $0 + $1.probes.count } }

  /// Has a probe wait for the answer of a station. Probes whose time is up leave without a word: now and then those that
  /// are not `stillWaiting` are taken out, so that a station that never answers costs no more than is on its way to it.
  mutating func wait(_ probe: WaitingProbe, for hop: NextHop, stillWaiting: (WaitingProbe) -> Bool) {
    if waiting.count >= most.lines {
      for hop in Array(waiting.keys) {
        waiting[hop]?.probes.removeAll { !stillWaiting($0) }
        if waiting[hop]?.probes.isEmpty ?? true { waiting[hop] = nil }
      }
      most.lines = max(Self.leastOfMost, waiting.count * 2)
    }
    var line = waiting.removeValue(forKey: hop) ?? Line()
    if line.probes.count >= line.limit {
      line.probes.removeAll { !stillWaiting($0) }
      line.limit = max(16, line.probes.count * 2)
    }
    line.probes.append(probe)
    waiting[hop] = line
  }

  /// Forgets the probes of a scan that has ended.
  mutating func forget(run: UInt64) {
    for hop in Array(waiting.keys) {
      waiting[hop]?.probes.removeAll { $0.run == run }
      if waiting[hop]?.probes.isEmpty ?? true { waiting[hop] = nil }
    }
  }

  /// Takes in where a station is: the probes that waited for it. Only stations that were asked are believed.
  mutating func answered(_ hop: NextHop, _ hardware: HardwareAddress) -> [WaitingProbe] {
    guard entries[hop] != nil else { return [] }
    entries[hop] = .known(hardware)
    return waiting.removeValue(forKey: hop)?.probes ?? []
  }
}

/// A probe that cannot leave before its next hop is known.
struct WaitingProbe: Sendable {
  /// The scan that it belongs to.
  var run: UInt64
  var attempt: AttemptID
  var serial: UInt64
}
