// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Finds the file that an argument means: a path, or the name of a shipped playbook.
struct PlaybookFinder {
  /// Path of the running program.
  let programPath: String?
  /// Whether a file lies at a path.
  let isFile: (String) -> Bool

  /// Looks on this machine.
  static var system: PlaybookFinder {
    PlaybookFinder(programPath: Environment.programPath, isFile: FileBytes.isFile)
  }

  /// The path to read: the argument itself where a file lies there, else the shipped playbook of that name.
  func path(for argument: String) -> String {
    if argument.contains("/") || isFile(argument) || !isName(argument) { return argument }
    return folders.lazy.map { "\($0)/\(argument).scan" }.first(where: isFile) ?? argument
  }

  /// Where shipped playbooks lie: beside an installed program, or in the source tree that the program was built in.
  ///
  /// No other folder is looked into: `bin` may lie below a folder that anybody can write to.
  var folders: [String] {
    guard let programPath else { return [] }
    let parts = programPath.split(separator: "/")
    var folders: [String] = []
    if let build = parts.lastIndex(of: ".build") {
      folders.append(joined(parts[..<build]) + "/scripts/playbooks")
    }
    if parts.count >= 2 { folders.append(joined(parts.dropLast(2)) + "/share/scan/playbooks") }
    return folders
  }

  private func joined(_ parts: ArraySlice<Substring>) -> String { parts.map { "/\($0)" }.joined() }

  private func isName(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      }
  }
}
