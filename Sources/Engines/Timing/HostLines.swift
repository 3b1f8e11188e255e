// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Probes that wait for their host, one line for each: only the first of a line is asked about again and again.
struct HostLines: Sendable {
  /// More than this do not wait at once.
  static let limit = 1 << 20

  private struct Line: Sendable {
    var waiting: [ProbeScheduler.Candidate] = []
    var head = 0
  }

  private var lines: [Address: Line] = [:]
  /// How many wait behind the first ones.
  private(set) var count = 0

  /// Has a probe join the line of its host; true when nobody was there, and it leads.
  mutating func join(_ candidate: ProbeScheduler.Candidate, _ host: Address) -> Bool {
    guard lines[host] != nil else {
      lines[host] = Line()
      return true
    }
    lines[host]?.waiting.append(candidate)
    count += 1
    return false
  }

  /// The probe that leads now that the first of a line has left; nil when the line is empty, and gone.
  mutating func next(_ host: Address) -> ProbeScheduler.Candidate? {
    guard let line = lines[host], line.head < line.waiting.count else {
      lines[host] = nil
      return nil
    }
    let candidate = line.waiting[line.head]
    lines[host]?.head += 1
    if line.head >= 4096, line.head * 2 >= line.waiting.count {
      lines[host]?.waiting.removeSubrange(0...line.head)
      lines[host]?.head = 0
    }
    count -= 1
    return candidate
  }
}
