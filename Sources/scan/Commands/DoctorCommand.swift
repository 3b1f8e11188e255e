// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ScanLang
import ScanRuntime

/// `scan doctor`: what this machine lets scans do, and what to change; nothing is sent.
struct DoctorCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Look at what this machine lets scans do.",
    usage: "scan doctor [--json] [--scope FILE]")

  @Flag(help: "one JSON object") var json = false
  @Option(help: RunOption.scope.help) var scope: String?
  @Option(help: RunOption.color.help) var color = ColorChoice.auto

  /// What a shell sees when no scan is possible.
  private static let impossible: Int32 = 1

  /// Looks and tells; 1 where something makes scans impossible.
  func execute(_ console: Console) -> Int32 {
    let finder = ScopeFinder(environment: Environment.value, exists: FileBytes.exists)
    let checkup = Checkup(MachineFacts.look(scopePath: finder.path(option: scope)))
    let stdout = Terminal(descriptor: 1)
    let text =
      json ? line(checkup) : CheckupText(checkup, width: stdout.reportWidth, isColored: color.isOn(stdout)).text
    return StandardOutput.write(text, then: checkup.isImpossible ? Self.impossible : ExitStatus.success)
  }

  private func line(_ checkup: Checkup) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("type", "doctor")
    writer.key("possible")
    writer.bool(!checkup.isImpossible)
    writer.key("checks")
    writer.beginArray()
    for finding in checkup.findings {
      writer.beginObject()
      writer.member("name", finding.name)
      writer.member("level", finding.level.rawValue)
      writer.member("text", finding.text)
      writer.member("advice", finding.advice)
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
    writer.endLine()
    return writer.text
  }
}
