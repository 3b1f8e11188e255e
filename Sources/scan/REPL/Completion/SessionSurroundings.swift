// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang
import ScanRuntime

/// What lives in a session and lies beside it.
///
/// Values belong to the interpreter's thread, which may be at work for long, and whoever presses a key does not wait for
/// it: what is asked here is what it told before.
struct SessionSurroundings: CompletionSurroundings {
  private let session: ReplSession

  init(_ session: ReplSession) { self.session = session }

  func type(ofSlot slot: Int) -> ValueType? { session.values[slot]?.type }

  func keys(ofSlot slot: Int) -> [String] {
    (session.values[slot]?.keys ?? []).filter { key in
      key.allSatisfy { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
    }
  }

  func targets(beginningWith word: String) -> [CompletionCandidate] {
    let found = session.live.found
    return found.networks.map { CompletionCandidate($0, "asked by a past scan") }
      + found.hosts(beginningWith: word).map { hosts in
        hosts.address == nil
          ? CompletionCandidate(hosts.text, "\(hosts.count) hosts", ending: .nothing)
          : CompletionCandidate(hosts.text, "a host of a past scan")
      }
  }

  func ports(beginningWith word: String) -> [CompletionCandidate] {
    session.live.found.ports(beginningWith: word).map { ports in
      switch ports.times {
      case nil: CompletionCandidate(ports.text, "\(ports.count) open ports begin so", ending: .nothing)
      case 1?: CompletionCandidate(ports.text, "open in a past scan")
      case let times?: CompletionCandidate(ports.text, "open \(times) times in past scans")
      }
    }
  }

  func outputs(beginningWith path: String) -> [CompletionCandidate] {
    PathCompletion(folder: session.settings.options.outFolder, ending: .quote, matching: matching).candidates(path)
  }

  func files(beginningWith path: String, suffix: String?) -> [CompletionCandidate] {
    PathCompletion(folder: ".", ending: .quote, matching: matching).candidates(path, suffix: suffix)
  }

  var matching: WordMatch { LineEditor.matching }

  var services: [String] { LiveSession.serviceNames }
}
