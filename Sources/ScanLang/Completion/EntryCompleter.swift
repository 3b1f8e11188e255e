// SPDX-License-Identifier: GPL-3.0-or-later

/// Completes entries of a session, from the tables that they are parsed and checked with.
public struct EntryCompleter {
  let session: SessionChecker
  let surroundings: any CompletionSurroundings

  /// Completes what is typed in a session.
  public init(_ session: SessionChecker, _ surroundings: any CompletionSurroundings) {
    self.session = session
    self.surroundings = surroundings
  }

  /// What can stand at the end of a text in place of the word that was begun there. `text` is the entry up to the cursor,
  /// all its lines.
  public func completion(of text: String) -> Completion {
    let cursor = EntryCursor(text)
    let place = PlaceReader(cursor)
    let offers = place.offers
    guard !offers.isEmpty else { return .none }
    if case .text(let start) = place.frames.last.kind {
      let word = String(decoding: text.utf8.dropFirst(start), as: UTF8.self)
      return Completion(start: start, word: word, offers.flatMap { quoted($0, word) }, matching: surroundings.matching)
    }
    let request = Request(cursor: cursor, frames: place.frames)
    let candidates = offers.flatMap { offer in
      let words = cursor.isLiteral ? literals(for: offer, request) : self.candidates(for: offer, request)
      return cursor.isTight && cursor.word.isEmpty && offer.goesOn ? words.map { $0.behind(" ") } : words
    }
    return Completion(start: cursor.start, word: cursor.word, candidates, matching: surroundings.matching)
  }

  /// What is completed.
  struct Request {
    let cursor: EntryCursor
    let frames: OpenFrames
    var word: String { cursor.word }
  }

  // MARK: Literals and texts

  /// What goes on with the beginning of an address or a number.
  private func literals(for offer: CompletionOffer, _ request: Request) -> [CompletionCandidate] {
    let word = request.word
    return switch offer {
    case .targets: surroundings.targets(beginningWith: word)
    case .ports: surroundings.ports(beginningWith: word) + protocols(of: word)
    case .operands, .statements: surroundings.targets(beginningWith: word)
    case .counterparts: counterparts(request)
    default: []
    }
  }

  /// `443/` goes on with a protocol.
  private func protocols(of word: String) -> [CompletionCandidate] {
    guard let slash = word.firstIndex(of: "/") else { return [] }
    let number = word[..<slash]
    guard number.allSatisfy({ $0.isNumber || $0 == "-" }) else { return [] }
    return [
      CompletionCandidate("\(number)/tcp", "over TCP alone"), CompletionCandidate("\(number)/udp", "over UDP alone"),
    ]
  }

  private func quoted(_ offer: CompletionOffer, _ word: String) -> [CompletionCandidate] {
    switch offer {
    case .modules:
      StandardLibrary.importableNames.map { name in
        CompletionCandidate("std/\(name)", Self.modules[name] ?? "", ending: .quote)
      } + surroundings.files(beginningWith: word, suffix: ".scan")
    case .files: surroundings.files(beginningWith: word, suffix: nil)
    case .outputs: surroundings.outputs(beginningWith: word)
    case .services: surroundings.services.map { CompletionCandidate($0, "", ending: .quote) }
    default: []
    }
  }

  /// What the files of the standard library are for.
  private static let modules = Dictionary(
    Reference.moduleEntries.map { ($0.name.split(separator: "/").last.map(String.init) ?? $0.name, $0.documentation) },
    uniquingKeysWith: { first, _ in first })
}
