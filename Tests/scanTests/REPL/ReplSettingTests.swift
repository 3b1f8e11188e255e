// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang
import ScanRuntime
import Testing

@testable import scan

@Suite("What :set changes")
struct ReplSettingTests {
  private var settings: ReplSettings {
    ReplSettings(
      options: RunOptions(scriptName: "", scope: .local, seed: 1, version: ""), isColored: false, diagnostics: .text,
      isQuiet: false, columns: { 80 })
  }

  @Test("every word that a setting names is a value, and is what it is then", arguments: ReplSetting.all)
  func words(setting: ReplSetting) {
    for (word, _) in setting.values where word.allSatisfy(\.isLowercase) {
      var changed = settings
      #expect(setting.set(&changed, word) && setting.get(changed) == word)
    }
    var changed = settings
    #expect(setting.set(&changed, setting.example) && setting.get(changed) == setting.example)
    let before = setting.get(changed)
    for wrong in ["", "nothing", "-1", "0", "1.5", "99999999999999999999", "ON"] {
      #expect(!setting.set(&changed, wrong) && setting.get(changed) == before, "\(wrong)")
    }
  }

  @Test("help and completion know every setting and every value")
  func documented() {
    let command = MetaCommand.named("set")
    #expect(command?.forms == ReplSetting.all.map(\.form))
    for setting in ReplSetting.all {
      #expect(command?.listing.contains(setting.form) == true && command?.listing.contains(setting.summary) == true)
      #expect(!setting.summary.isEmpty)
      for (_, meaning) in setting.values where !meaning.isEmpty { #expect(command?.listing.contains(meaning) == true) }
    }
    #expect(command?.listing.split(separator: "\n").allSatisfy { $0.count <= 78 } == true)
    #expect(Set(ReplSetting.all.map(\.name)).count == ReplSetting.all.count)
  }

  @Test("names may be shortened as long as they are told apart")
  func names() {
    #expect(ReplSetting.named("pa")?.name == "pager")
    #expect(ReplSetting.named("t") == nil)
    #expect(ReplSetting.named("") == nil)
    #expect(ReplSetting.named("tables") == nil)
  }

  @Test("values reach what is shown")
  func display() {
    var changed = settings
    #expect(changed.display.table.style == .auto && changed.display.rowLimit == 100)
    for (name, value) in [("table", "csv"), ("rows", "all"), ("color", "on")] {
      #expect(ReplSetting.named(name)?.set(&changed, value) == true)
    }
    #expect(changed.display.table.style == .csv && changed.display.rowLimit == .max && changed.display.style.isColored)
  }
}
