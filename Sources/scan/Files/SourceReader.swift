// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Reads scripts and scope files, and says in one line why it cannot.
enum SourceReader {
  /// The file at `path` under the name `name`.
  static func file(_ path: String, name: String? = nil, number: UInt16 = 0) throws(UsageError) -> SourceFile {
    do throws(FileBytes.Failure) {
      return SourceFile(
        name: name ?? path, bytes: try FileBytes.read(path: path, limit: SourceFile.sizeLimit), file: number)
    } catch {
      throw usageError(error, name ?? path)
    }
  }

  /// The playbook that an argument names: a file, a shipped playbook, `std/NAME` of what is inside the program, or `-`
  /// for standard input.
  static func playbook(_ argument: String) throws(UsageError) -> SourceFile {
    if argument == "-" { return try standardInput() }
    let finder = PlaybookFinder.system
    if argument.hasPrefix("std/"), !finder.isFile(argument),
      let source = StandardLibrary.source(String(argument.dropFirst(4)))
    {
      return source
    }
    return try file(finder.path(for: argument))
  }

  /// All of standard input.
  static func standardInput() throws(UsageError) -> SourceFile {
    let name = "<standard input>"
    do throws(FileBytes.Failure) {
      return SourceFile(name: name, bytes: try FileBytes.read(descriptor: 0, limit: SourceFile.sizeLimit))
    } catch {
      throw usageError(error, name)
    }
  }

  /// What `-e` says.
  static func code(_ text: String) throws(UsageError) -> SourceFile {
    SourceFile(name: "<command line>", text: text)
  }

  private static func usageError(_ failure: FileBytes.Failure, _ name: String) -> UsageError {
    UsageError(failure.text(name), hint: failure == .isFolder ? "name a file in it" : nil)
  }
}

extension FileBytes.Failure {
  /// Why the file called `name` was not read.
  func text(_ name: String) -> String {
    switch self {
    case .system(let failure): "cannot read \(name): \(failure.text)"
    case .isFolder: "cannot read \(name): it is a folder"
    case .tooLarge(let limit): "cannot read \(name): it is larger than \(limit >> 20) MiB"
    }
  }
}
