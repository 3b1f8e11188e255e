// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ScanLang

/// `scan grammar EDITOR`: what `make grammar` writes into the folder `grammar`.
struct GrammarCommand: ConsoleCommand {
  /// Editors whose formats are known.
  enum Editor: String, CaseIterable, ExpressibleByArgument {
    case textmate, vim
  }

  static let configuration = CommandConfiguration(
    commandName: "grammar", abstract: "Print the language's grammar for an editor.",
    usage: "scan grammar textmate|vim", shouldDisplay: false)

  @ArgumentParser.Argument(help: "textmate or vim") var editor: Editor

  /// Prints the file.
  func execute(_ console: Console) -> Int32 {
    switch editor {
    case .textmate: StandardOutput.write(TextMateGrammar.text)
    case .vim: StandardOutput.write(VimGrammar.text)
    }
  }
}
