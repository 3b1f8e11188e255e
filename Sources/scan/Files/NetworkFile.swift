// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang
import ScanRuntime

/// `--network FILE[:NAME]`: a simulated network out of the file that declares it.
struct NetworkFile {
  /// Why there is none.
  enum Failure: Error {
    case usage(UsageError)
    case diagnostics([Diagnostic], [SourceFile])
  }

  private let path: String
  private let name: String?

  /// Takes the option's value apart. A file whose own name holds a `:` is taken as it is.
  init(_ text: String) {
    guard !FileBytes.exists(text), let colon = text.lastIndex(of: ":") else {
      (path, name) = (text, nil)
      return
    }
    (path, name) = (String(text[..<colon]), String(text[text.index(after: colon)...]))
  }

  /// Reads and checks the file, and finds the network.
  func network() throws(Failure) -> SimulatedNetwork {
    let source: SourceFile
    do throws(UsageError) { source = try SourceReader.file(path) } catch { throw .usage(error) }
    let loaded = Playbook.load(source, reader: ModuleFolder(of: source))
    guard let program = loaded.program else { throw .diagnostics(loaded.diagnostics, loaded.sources) }
    let networks = program.networks.filter { $0.name.span.file == source.file }.map(\.network)
    if let found = name.map({ name in networks.first { $0.name == name } }) ?? only(networks) { return found }
    throw .usage(failure(networks.map(\.name)))
  }

  private func only(_ networks: [SimulatedNetwork]) -> SimulatedNetwork? { networks.count == 1 ? networks[0] : nil }

  private func failure(_ names: [String]) -> UsageError {
    guard !names.isEmpty else {
      return UsageError(
        "\(path) declares no simulated network", hint: "network office { host 10.0.0.10 { open 22; closed else } }")
    }
    let known = "it declares \(names.joined(separator: ", "))"
    guard let name else {
      return UsageError("\(path) declares several networks", hint: "\(known): --network \(path):\(names[0])")
    }
    let nearest = Spelling.nearest(to: name, in: names)
    return UsageError(
      "\(path) declares no network \(name)", hint: nearest.map { "did you mean \($0)? \(known)" } ?? known)
  }
}
