// SPDX-License-Identifier: GPL-3.0-or-later

/// An entry of a session that passed every check, with what a running session must add to itself to run it.
public struct CheckedEntry: Sendable {
  /// The session's program with the entry as its playbook. Its tables hold everything that was ever checked, so that
  /// numbers of earlier entries go on meaning what they meant.
  public let program: CheckedProgram
  /// Units from here on are new.
  public let firstUnit: Int
  /// The unit that the entry's top level runs as: unit 0 of its program, under a number that no other entry has.
  public let unit: Int
  /// Global slots from here on are new.
  public let firstGlobal: Int
  /// The files that it imports, as places in `program.imports`.
  public let imports: Range<Int>
  /// The global slot of the entry's value, for an entry that ends with an expression.
  public let valueSlot: Int?
  /// The global slot for a partial result, when the entry is interrupted.
  public let partialSlot: Int
  /// Slots of names of earlier entries that the entry's top level assigns: what is put back when it fails.
  public let assigned: [Int]
  /// What it declares, in the order of the names.
  public var declaredNames: [String] { names.keys.sorted() }

  /// Symbols of what it declares, by name.
  let names: [String: Int]
  /// Symbols of its value and of a partial result.
  let value: Int?
  let partial: Int

  /// The tree of the entry and those of what it imports.
  public var newTrees: [SyntaxTree] { [program.tree] + program.imports[imports] }
}

/// What checking an entry gave.
public struct EntryCheck: Sendable {
  /// The entry, `nil` where something is wrong with it.
  public let entry: CheckedEntry?
  /// Errors and warnings, in source order.
  public let diagnostics: [Diagnostic]
  /// The files that they can point into: the entry, those of earlier entries, and what is imported.
  public let sources: [SourceFile]
}
