// SPDX-License-Identifier: GPL-3.0-or-later
import Synchronization

/// The options of a TCP segment as evidence: which stood in the header, in their order, and the largest segment offered.
///
/// Answers have few different sets of options, and a result keeps one for each port. So a set is a number of two bytes that
/// stands for its content in one table of the process. The numbers mean nothing outside the process; only names and the
/// segment size are printed and stored.
@frozen
public struct TCPOptions: Hashable, Sendable {
  /// Position in the table of the process; 0 means that there is no option.
  public let id: UInt16

  @inlinable
  init(id: UInt16) { self.id = id }

  /// No option at all.
  public static let none = TCPOptions(id: 0)
  /// Options that were seen and are not kept, since the process knows too many different sets already.
  public static let unknown = TCPOptions(id: .max)

  /// True for `none`.
  @inlinable
  public var isNone: Bool { id == 0 }

  /// The options that a header has; `unknown` when the process knows 65,534 other sets, so that hostile answers cannot
  /// fill the memory.
  public init(_ content: Content) {
    self = content.count == 0 ? .none : TCPOptions.table.withLock { $0.intern(content) }
  }

  /// The options of saved results; nil when a name is none, or a size stands there without its option.
  public init?(names: [String], mss: UInt16?) {
    if names == [TCPOptions.unknownName], mss == nil {
      self = .unknown
      return
    }
    var content = Content()
    for name in names {
      guard let kind = TCPOptions.kind(named: name) else { return nil }
      content.append(kind, mss: mss)
    }
    guard names.count == Int(content.count), mss == content.mss else { return nil }
    self.init(content)
  }

  /// The largest segment that the sender takes (RFC 9293 §3.7.1), in bytes; nil where it does not say.
  public var mss: UInt16? { content?.mss }

  /// The names of the options in the order of the header, as tcpdump writes them; others by number, `unknown-77`.
  public var names: [String] {
    guard let content else { return id == 0 ? [] : [TCPOptions.unknownName] }
    return content.kinds.map(TCPOptions.name)
  }

  /// The name of one option.
  public static func name(of kind: UInt8) -> String {
    rows.first { $0.kind == kind }?.name ?? "\(unknownName)-\(kind)"
  }

  private var content: Content? { TCPOptions.table.withLock { $0.content(of: id) } }

  /// The number of the option for the largest segment.
  public static let mssKind: UInt8 = 2
  /// The number of the option that scales the window (RFC 7323 §2).
  public static let windowScaleKind: UInt8 = 3
  /// The number of the option with time stamps (RFC 7323 §3).
  public static let timestampsKind: UInt8 = 8
  private static let unknownName = "unknown"

  /// Kinds of the IANA registry "TCP Option Kind Numbers" with tcpdump's names.
  private static let rows: [(kind: UInt8, name: String)] = [
    (0, "eol"), (1, "nop"), (mssKind, "mss"), (3, "wscale"), (4, "sackOK"), (5, "sack"), (8, "TS"), (19, "md5"),
    (28, "uto"), (29, "tcp-ao"), (30, "mptcp"), (34, "tfo"),
  ]

  private static func kind(named name: String) -> UInt8? {
    if let row = rows.first(where: { $0.name == name }) { return row.kind }
    let parts = name.split(separator: "-", maxSplits: 1)
    guard parts.count == 2, parts[0] == unknownName, let kind = UInt8(parts[1]), "\(kind)" == parts[1] else {
      return nil
    }
    return rows.contains { $0.kind == kind } ? nil : kind
  }

  private static let table = Mutex(Table())
}

extension TCPOptions {
  /// What stands in a header. Plain data.
  @frozen
  public struct Content: Hashable, Sendable {
    /// The largest segment; nil where no option says it.
    public private(set) var mss: UInt16?
    /// How many there are; more than `most` are not kept.
    public private(set) var count: UInt8 = 0
    private var packed: UInt128 = 0

    /// No options.
    public init() {}

    /// More options are not kept: real stacks send at most nine.
    public static let most = 16

    /// Adds an option behind the others, one for the largest segment with that.
    public mutating func append(_ kind: UInt8, mss: UInt16? = nil) {
      guard count < Content.most else { return }
      if kind == TCPOptions.mssKind, self.mss == nil { self.mss = mss }
      packed |= UInt128(kind) << (UInt128(count) * 8)
      count += 1
    }

    /// The kinds in their order.
    var kinds: [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: packed >> (UInt128($0) * 8)) } }
  }

  /// The sets of options that the process has met, in the order of their first use.
  private struct Table {
    private static let limit = Int(UInt16.max) - 1
    private var contents: [Content] = []
    private var ids: [Content: UInt16] = [:]

    mutating func intern(_ content: Content) -> TCPOptions {
      if let id = ids[content] { return TCPOptions(id: id) }
      guard contents.count < Table.limit else { return .unknown }
      contents.append(content)
      let id = UInt16(contents.count)
      ids[content] = id
      return TCPOptions(id: id)
    }

    func content(of id: UInt16) -> Content? {
      let index = Int(id) - 1
      return contents.indices.contains(index) ? contents[index] : nil
    }
  }
}
