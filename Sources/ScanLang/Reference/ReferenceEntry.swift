// SPDX-License-Identifier: GPL-3.0-or-later

/// One meaning of one word: what `scan explain` prints and the reference lists, whatever table it comes from.
public struct ReferenceEntry: Sendable {
  /// What kind of word it is.
  public let kind: ReferenceKind
  /// The word: `sort_by`, `S0104`, `open|filtered`.
  public let name: String
  /// What has it or where it stands: `list` for a method, `scan` for a clause; `nil` where nothing needs to be said.
  public let place: String?
  /// How it is called or written, with types and defaults.
  public let signature: String
  /// What it means: paragraphs between empty lines; lines that begin with four blanks are code.
  public let documentation: String
  /// Short facts under the documentation: `default: 2`.
  public var facts: [Fact] = []
  /// Whether it may wait for the network or the clock.
  public var waits = false
  /// Whether it may send packets.
  public var sends = false
  /// How a script writes it; `nil` where the documentation has its own example, or none can be written.
  public var example: String?
  /// What must stand around the example to make a playbook.
  public var frame = ExampleFrame.statement

  /// A short fact with its name.
  public struct Fact: Sendable {
    /// What the fact is about, in a word or two.
    public let name: String
    /// The fact.
    public let text: String

    /// Names a fact.
    public init(_ name: String, _ text: String) {
      self.name = name
      self.text = text
    }
  }

  /// Describes one meaning.
  public init(
    _ kind: ReferenceKind, _ name: String, place: String? = nil, signature: String? = nil, _ documentation: String,
    facts: [Fact] = [], example: String? = nil, frame: ExampleFrame = .statement
  ) {
    self.kind = kind
    self.name = name
    self.place = place
    self.signature = signature ?? name
    self.documentation = documentation
    self.facts = facts
    self.example = example
    self.frame = frame
  }

  /// The first sentence of a documentation.
  static func firstSentence(of documentation: String) -> String {
    let paragraph = documentation.split(separator: "\n", omittingEmptySubsequences: false).prefix { !$0.isEmpty }
    let text = paragraph.joined(separator: " ")
    guard let end = text.firstRange(of: ". ") else { return text }
    return String(text[..<end.lowerBound]) + "."
  }

  /// The word with its place: `list.sort_by`, `scan.rate`; the word alone where it has none.
  public var qualifiedName: String { place.map { "\($0).\(name)" } ?? name }

  /// The example as a whole playbook, or a scope file where `frame` says so.
  public var script: String? { example.map(frame.script) }
}
