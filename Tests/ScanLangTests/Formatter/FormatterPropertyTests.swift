// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

/// What holds of the formatter whatever the source.
struct FormatterPropertyTests {
  @Test func everyScriptOfTheProject() {
    #expect(FormatterSources.all.count > 300)
    for source in FormatterSources.all {
      #expect(FormatCheck.problems(source) == [], "\(source.name)")
    }
  }

  /// Other blanks, line ends and comments between the tokens of every script.
  @Test func mutatedScripts() {
    var random = SeededRandom(seed: 11)
    var valid = 0
    for source in FormatterSources.all where source.bytes.count < 4000 {
      let tree = Parser.parse(source)
      guard !tree.diagnostics.contains(where: { $0.severity == .error }) else { continue }
      for round in 0..<12 {
        let text = SourceMutation.mutated(tree, share: [0.02, 0.1, 0.4][round % 3], &random)
        let mutated = SourceFile(name: source.name, text: text)
        if Parser.parse(mutated).diagnostics.isEmpty { valid += 1 }
        #expect(FormatCheck.problems(mutated) == [], "\(source.name): \(text)")
      }
    }
    #expect(valid > 500)
  }
}
