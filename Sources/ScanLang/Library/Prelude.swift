// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// The techniques that ship with the program, in the language itself.
public enum Prelude {
  /// What diagnostics and `scan explain` call the file.
  public static let name = "std/prelude.scan"

  /// The number of the file in spans.
  public static let fileNumber: UInt16 = 1

  /// The text.
  public static let text = StandardLibrary.files["prelude"] ?? ""

  /// The file, ready to be parsed.
  public static func source() -> SourceFile { SourceFile(name: name, text: text, file: fileNumber) }

  /// A technique of the prelude, as engines work with it; `nil` for any other name.
  public static func technique(_ name: String) -> Technique? { techniques.first { $0.name == name } }

  /// The first technique of the prelude that sends these flags and nothing special.
  public static func technique(sending flags: TCPFlags) -> Technique? {
    techniques.first { $0.send == .flags(flags) && $0.options == Technique.Options() }
  }

  private static let techniques: [Technique] = {
    let empty = Parser.parse(SourceFile(name: "", text: ""))
    let program = Checker.check(empty, prelude: Parser.parse(source(), firstNode: empty.nodeCount)).program
    return (program?.techniques ?? []).map(\.technique)
  }()
}
