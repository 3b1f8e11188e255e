// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang
import ScanRuntime

/// What lives in a session and lies beside it, asked once for one completion.
///
/// Values belong to the interpreter's thread. While that works something out it has no answer, and whoever presses a key
/// does not wait for it: the words of the language are offered alone.
final class SessionSurroundings: CompletionSurroundings {
  private let session: ReplSession
  /// How long all questions together may take, in milliseconds.
  private static let patience = 12
  private var isBusy = false

  init(_ session: ReplSession) { self.session = session }

  private func ask<Answer: Sendable>(_ question: @escaping @Sendable (LiveValues) -> Answer) -> Answer? {
    guard !isBusy else { return nil }
    let answer = session.live.answer(within: Self.patience, question)
    isBusy = answer == nil
    return answer
  }

  func type(ofSlot slot: Int) -> ValueType? { ask { $0.type(ofSlot: slot) } ?? nil }

  func keys(ofSlot slot: Int) -> [String] {
    let keys = ask { $0.keys(ofSlot: slot, limit: 200) } ?? []
    return keys.filter { $0.allSatisfy { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) } }
  }

  func targets(beginningWith word: String) -> [CompletionCandidate] {
    let prefix = AddressPrefix(word)
    let known = ask { (networks: $0.networks(limit: 20), hosts: $0.hosts(beginningWith: prefix)) }
    guard let known else { return [] }
    return known.networks.map { CompletionCandidate($0, "asked by a past scan") }
      + KnownAddresses.candidates(known.hosts, prefix)
  }

  func ports(beginningWith word: String) -> [CompletionCandidate] {
    (ask { $0.openPorts() } ?? []).flatMap { known in
      let text = known.port.proto == .udp ? "\(known.port)" : "\(known.port.number)"
      let summary = known.count == 1 ? "open in a past scan" : "open \(known.count) times in past scans"
      // A protocol is written where one was begun.
      let texts = word.contains("/") && known.port.proto != .udp ? [text, "\(known.port)"] : [text]
      return texts.map { CompletionCandidate($0, summary) }
    }
  }

  func outputs(beginningWith path: String) -> [CompletionCandidate] {
    PathCompletion(folder: session.settings.options.outFolder, ending: .quote).candidates(path)
  }

  func files(beginningWith path: String, suffix: String?) -> [CompletionCandidate] {
    PathCompletion(folder: ".", ending: .quote).candidates(path, suffix: suffix)
  }

  var services: [String] { LiveSession.serviceNames }
}
