// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

@Suite("The theme")
struct TerminalStyleTests {
  /// The colours of two terminals that have had them for decades: xterm's and the PC's, as red, green, blue.
  private static let palettes: [[TerminalStyle.Code: (Double, Double, Double)]] = [
    [.red: (205, 0, 0), .green: (0, 205, 0), .magenta: (205, 0, 205), .cyan: (0, 205, 205)],
    [.red: (170, 0, 0), .green: (0, 170, 0), .magenta: (170, 0, 170), .cyan: (0, 170, 170)],
  ]
  /// What a terminal that shows bold text bright makes of them.
  private static let bright: [TerminalStyle.Code: (Double, Double, Double)] = [
    .red: (255, 0, 0), .green: (0, 255, 0), .magenta: (255, 0, 255), .cyan: (0, 255, 255),
  ]

  /// Relative luminance and contrast (WCAG 2.1, section 1.4.3).
  private func luminance(_ color: (Double, Double, Double)) -> Double {
    func linear(_ part: Double) -> Double {
      let share = part / 255
      if share <= 0.03928 { return share / 12.92 }
      // The 2.4th power, as the square and a root: there is no library for it here.
      let base = (share + 0.055) / 1.055
      return base * base * base.squareRoot().squareRoot() * base.squareRoot().squareRoot().squareRoot()
    }
    return 0.2126 * linear(color.0) + 0.7152 * linear(color.1) + 0.0722 * linear(color.2)
  }

  private func contrasts(_ color: (Double, Double, Double)) -> (white: Double, black: Double) {
    (1.05 / (luminance(color) + 0.05), (luminance(color) + 0.05) / 0.05)
  }

  @Test("every meaning can be read on white and on black", arguments: TerminalStyle.Meaning.allCases)
  func readable(meaning: TerminalStyle.Meaning) {
    let codes = TerminalStyle.codes(of: meaning)
    #expect(!codes.isEmpty && Set(codes).count == codes.count)
    for color in codes {
      for palette in Self.palettes {
        guard let shown = palette[color] else { continue }
        let (white, black) = contrasts(shown)
        // xterm's yellow has 1.6 on white, its blue 1.4 on black.
        #expect(white > 1.9 && black > 1.9, "\(color)")
      }
      if codes.contains(.bold), let shown = Self.bright[color] {
        let (white, black) = contrasts(shown)
        #expect(white > 3 && black > 3, "bold \(color)")
      }
    }
  }

  @Test("states, levels and outcomes that differ look different")
  func distinct() {
    func looks(_ meanings: [TerminalStyle.Meaning]) -> Int { Set(meanings.map { TerminalStyle.codes(of: $0) }).count }
    #expect(looks([.open, .closed, .unfiltered, .doubtful]) == 4)
    #expect(looks([.low, .medium, .high, .critical]) == 4)
    #expect(looks([.passed, .failed, .unsure]) == 3)
    #expect(looks([.error, .warning, .note, .fix]) == 4)
  }

  @Test("what is painted is switched off behind it; without colour it is left alone")
  func painting() {
    for meaning in TerminalStyle.Meaning.allCases {
      let painted = TerminalStyle(isColored: true).paint("x", meaning)
      #expect(painted.hasPrefix("\u{1B}[") && painted.hasSuffix("mx\u{1B}[0m"))
      #expect(TerminalStyle(isColored: true).paint("", meaning).isEmpty)
      #expect(TerminalStyle.plain.paint("x", meaning) == "x")
    }
    #expect(TerminalStyle(isColored: true).paint("x", .error) == "\u{1B}[1;31mx\u{1B}[0m")
  }
}
