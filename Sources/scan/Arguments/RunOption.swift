// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser

/// An option of `scan run`: one row each, from which separation, help and did-you-mean are made.
enum RunOption: String, CaseIterable {
  case json
  case scope
  case exclude
  case allPorts = "all-ports"
  case network
  case failOn = "fail-on"
  case out
  case accept
  case seed
  case rate
  case maxTime = "max-time"
  case color
  case diagnostics
  case unprivileged
  case quiet
  case verbose
  case noProgress = "no-progress"

  /// What the value is called in help; `nil` for a switch.
  var valueName: String? {
    switch self {
    case .json, .accept, .allPorts, .unprivileged, .quiet, .verbose, .noProgress: nil
    case .scope: "FILE"
    case .out: "DIR"
    case .exclude: "SET"
    case .network: "FILE[:NAME]"
    case .failOn: "LEVEL"
    case .seed: "N"
    case .rate: "R"
    case .maxTime: "D"
    case .color: "WHEN"
    case .diagnostics: "FORM"
    }
  }

  /// One line of help.
  var summary: String {
    switch self {
    case .json: "results as JSON lines"
    case .out: "folder that `save` writes below; else the current one"
    case .accept: "write the baselines instead of judging by them"
    case .scope: "scope; else $SCAN_SCOPE, ~/.config/scan/scope.scan"
    case .exclude: "addresses that nothing is sent to"
    case .network: "simulated network to run on; nothing is sent"
    case .allPorts: "closed and filtered ports one by one"
    case .failOn: "fails from"
    case .seed: "seed of the order in which a scan asks"
    case .rate: "most packets, such as 500/s; can only lower"
    case .maxTime: "most time for the run, such as 20m"
    case .color: "colours"
    case .diagnostics: "messages"
    case .unprivileged: "no raw packets, even where they may be sent"
    case .quiet: "no progress, notes and warnings"
    case .verbose: "silent hosts one by one"
    case .noProgress: "no progress line"
    }
  }

  /// `--seed N`, `--json`
  var usage: String { "--\(rawValue)" + (valueName.map { " \($0)" } ?? "") }

  /// For the argument parser.
  var help: ArgumentHelp { ArgumentHelp(stringLiteral: summary).named(valueName) }
}

extension ArgumentHelp {
  fileprivate func named(_ valueName: String?) -> ArgumentHelp {
    var help = self
    help.valueName = valueName
    return help
  }
}
