// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes

/// How many packets the jobs of one scan take: pure arithmetic over what its clauses say.
///
/// A job is one (target, port, technique). Each pass over a job takes at least one try and at most `retries` more; a
/// try of the connect engine is one SYN and what the kernel may resend of it (`AttemptTraffic`), any other try is one
/// packet. A scan by raw packets without retries may ask some answered ports once more, to see what is lost.
struct JobBounds {
  /// Addresses that are asked.
  var targets: CountBounds
  /// For each target, the ports asked times the techniques that ask them.
  var jobsPerTarget: UInt64
  /// Resends to a silent port.
  var retries: Int
  /// Passes that must agree.
  var confirm: Int
  /// Packets of one try, at most.
  var packetsPerTry: UInt64
  /// Whether ports that answered may be asked again to see what is lost (`LossSampling`).
  var samplesLoss = false
  /// This part of so many, counted from 1.
  var shard: (index: UInt64, of: UInt64) = (1, 1)

  /// The search for hosts that comes first; `nil` where all count as up.
  var search: Search?

  /// How hosts are looked for.
  struct Search {
    /// Probes of one host; one that answers early gets fewer.
    var probesPerHost: UInt64
    /// Packets of one try, at most.
    var packetsPerTry: UInt64
    /// Whether there is a search: for a single address there is none, and how many there are may not be known.
    var isCertain = true
  }

  /// Hosts of this shard where hosts are searched for: then they are dealt out, not their ports.
  private var hosts: CountBounds { share(targets) }

  /// Jobs of this shard, of which those of hosts that are down are not done.
  var jobs: CountBounds {
    let all = CountBounds(exactly: jobsPerTarget)
    let plain = share(targets * all)
    guard let search else { return plain }
    let searched = hosts * all.orNothing
    return search.isCertain ? searched : searched.joined(plain)
  }

  /// Tries in all: connection attempts, or packets of raw techniques.
  var tries: CountBounds {
    let passes = UInt64(max(1, confirm))
    let asked = jobs * CountBounds(least: passes, most: passes * triesOfPass) + samples
    guard search != nil else { return asked }
    return asked + searchTries
  }

  /// Packets in all.
  var packets: CountBounds {
    let passes = UInt64(max(1, confirm))
    let asked =
      jobs * CountBounds(least: passes, most: passes * triesOfPass) * CountBounds(least: 1, most: packetsPerTry)
      + samples
    guard let search else { return asked }
    let searched = asked + searchTries * CountBounds(least: 1, most: search.packetsPerTry)
    // One address is asked at once; of several each gets at least one probe of the search.
    return search.isCertain ? searched : CountBounds(least: min(searched.least, hosts.least), most: searched.most)
  }

  private var triesOfPass: UInt64 { 1 + UInt64(min(max(0, retries), AttemptTraffic.mostRetries)) }

  private var samples: CountBounds {
    guard samplesLoss, retries == 0, confirm <= 1 else { return .zero }
    return .upTo(jobs.most.map(LossSampling.most(ofJobs:)))
  }

  private var searchTries: CountBounds {
    guard let search else { return .zero }
    return hosts * CountBounds(least: search.isCertain ? 1 : 0, most: search.probesPerHost * triesOfPass)
  }

  private func share(_ total: CountBounds) -> CountBounds {
    CountBounds(least: share(total.least), most: total.most.map(share))
  }

  /// Every `of`-th position of the walk, from the one at `index` on (`JobSpace`).
  private func share(_ total: UInt64) -> UInt64 {
    let offset = shard.index - 1
    return total > offset ? (total - offset - 1) / shard.of + 1 : 0
  }
}
