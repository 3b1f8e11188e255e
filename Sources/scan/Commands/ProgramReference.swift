// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ScanLang

/// What `scan explain` knows beside the language: commands, the options of `run`, the commands of a session.
enum ProgramReference {
  /// All entries.
  static let entries: [ReferenceEntry] = commands + options + sessionCommands

  private static let commands = ScanCommand.configuration.subcommands.map { command in
    ReferenceEntry(
      .command, command._commandName, signature: "scan \(command._commandName)", command.configuration.abstract,
      facts: command.configuration.usage.map { [ReferenceEntry.Fact("usage", $0)] } ?? [])
  }

  private static let options = RunOption.allCases.map { option in
    ReferenceEntry(
      .option, "--\(option.rawValue)", signature: option.usage,
      option.summary.prefix(1).uppercased()
        + option.summary.dropFirst() + ".")
  }

  private static let sessionCommands = MetaCommand.all.map { command in
    ReferenceEntry(
      .sessionCommand, ":\(command.name)", signature: command.form,
      command.summary.prefix(1).uppercased() + command.summary.dropFirst() + "."
        + (command.details.isEmpty ? "" : "\n\n\(command.details)"),
      facts: command.facts
        + (command.aliases.isEmpty
          ? [] : [ReferenceEntry.Fact("also", command.aliases.map { ":\($0)" }.joined(separator: ", "))]))
  }
}
