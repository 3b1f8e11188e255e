// SPDX-License-Identifier: GPL-3.0-or-later

/// A half-open range of bytes in one source file.
///
/// Offsets are 32 bits wide: sources are limited to 1 MiB (language reference, section 8).
public struct SourceSpan: Hashable, Sendable {
  /// Offset of the first byte.
  public var start: UInt32
  /// Offset behind the last byte.
  public var end: UInt32
  /// Number of the file in its program; 0 is the playbook itself, 1 the prelude, imports follow.
  public var file: UInt16

  /// Makes the span `start..<end` in a file.
  @inlinable
  public init(start: UInt32, end: UInt32, file: UInt16 = 0) {
    self.start = start
    self.end = end
    self.file = file
  }

  /// The smallest span that holds both; both must lie in the same file.
  @inlinable
  public func joined(with other: SourceSpan) -> SourceSpan {
    SourceSpan(start: min(start, other.start), end: max(end, other.end), file: file)
  }

  /// An empty span behind the last byte, where something is missing.
  public var after: SourceSpan { SourceSpan(start: end, end: end, file: file) }
}
