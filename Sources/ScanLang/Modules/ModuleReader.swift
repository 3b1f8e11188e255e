// SPDX-License-Identifier: GPL-3.0-or-later

/// Hands out the files that playbooks import: this library opens none itself.
public protocol ModuleReader {
  /// The bytes of a file below the playbook's folder. The path is names with `/` between them, none of them `.` or
  /// `..`; nothing on the way may be a link.
  func read(_ path: String) throws(ModuleFailure) -> [UInt8]
  /// What lies in a folder below the playbook's (the empty path is that folder itself), for did-you-mean.
  func names(in folder: String) -> [String]
}

/// Why an imported file cannot be read.
public enum ModuleFailure: Error, Hashable, Sendable {
  /// Nothing lies there.
  case missing
  /// A folder lies there, or something else that is no file.
  case notAFile
  /// A link stands at this place of the path.
  case link(String)
  /// It is larger than `SourceFile.sizeLimit`.
  case tooLarge
  /// The system refuses, in its words.
  case refused(String)
}

/// For playbooks without a folder, such as in tests: what ships inside the program can be imported, and nothing else.
public struct NoModules: ModuleReader {
  /// There is nothing to set.
  public init() {}
  /// Nothing lies anywhere.
  public func read(_ path: String) throws(ModuleFailure) -> [UInt8] { throw .missing }
  /// Nothing lies in any folder.
  public func names(in folder: String) -> [String] { [] }
}
