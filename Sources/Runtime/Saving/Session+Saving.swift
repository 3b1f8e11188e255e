// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// `save` and the baselines of `--accept`.
extension Session {
  /// `save VALUE to "path" [as FORMAT]`: below `--out`.
  func save(_ value: Value, to path: String, as name: String?, _ frame: Frame, _ node: Int32) throws(Trap) {
    guard let format = name.flatMap({ SaveFormat(rawValue: $0) }) ?? SaveFormat(ending: path) else {
      let formats = SaveFormat.allCases.map(\.rawValue).joined(separator: ", ")
      throw frame.trap(
        .badArgument, node, "\(LiteralText.quoted(path)) does not say which format to write; `as` takes \(formats)")
    }
    if format == .pcapng { return try savePackets(of: value, to: path, frame, node) }
    let bytes = try bytes(of: value, format, frame, node)
    try frame.charge(bytes.count >> 6, node)
    do throws(OutputFolder.Failure) {
      try OutputFolder(root: options.outFolder).write(bytes, to: path)
    } catch {
      throw frame.trap(.fileError, node, error.text)
    }
  }

  private func bytes(of value: Value, _ format: SaveFormat, _ frame: Frame, _ node: Int32) throws(Trap) -> [UInt8] {
    if let results = value.asResults { return bytes(of: results, format) }
    guard let list = value.asList else { throw frame.wrongType(value, "results or a list", node) }
    guard format.takesLists else {
      throw frame.trap(.badArgument, node, "\(format.rawValue) holds the results of a scan, not a list")
    }
    return try bytes(of: list, format, frame, node)
  }

  private func bytes(of results: ScanResults, _ format: SaveFormat) -> [UInt8] {
    switch format {
    case .json: ResultsDocument.text(of: results, stores)
    case .jsonl: JSONLinesFile(results: results, allPorts: options.allPorts, stores: stores).bytes()
    case .csv: CSVFile.text(of: TextTable(everyPortOf: results))
    case .markdown: MarkdownFile.text(of: results)
    case .hosts: Array(results.hostsUp.map { "\($0)\n" }.joined().utf8)
    case .nmap: NmapXMLFile.text(of: results, version: options.version)
    case .html: HTMLFile.text(of: results)
    case .pcapng: []
    }
  }

  private func bytes(of list: ListObject, _ format: SaveFormat, _ frame: Frame, _ node: Int32) throws(Trap) -> [UInt8] {
    switch format {
    case .jsonl: return Array(list.items.map { $0.json(stores) + "\n" }.joined().utf8)
    case .json: return Array((Value.object(list).json(stores) + "\n").utf8)
    case .hosts:
      var seen: Set<Address> = []
      for item in list.items { seen.insert(try address(of: item, frame, node)) }
      return Array(seen.sorted().map { "\($0)\n" }.joined().utf8)
    case .csv where !list.items.isEmpty && list.items.allSatisfy(\.isPortResult):
      // The columns are those of the results themselves.
      return CSVFile.text(of: TextTable(ports: list.items.compactMap(row)))
    default:
      let table = try ShowTable(frame: frame, node: node).table(
        .object(list), columns: [], sort: nil, isDescending: false)
      return format == .csv ? CSVFile.text(of: TextTable(table)) : MarkdownFile.text(of: TextTable(table))
    }
  }

  private func row(_ item: Value) -> (results: ScanResults, row: UInt32)? {
    guard case .portResult(let handle) = item else { return nil }
    return (stores.store(handle), handle.row)
  }

  private func address(of item: Value, _ frame: Frame, _ node: Int32) throws(Trap) -> Address {
    if case .portResult(let handle) = item { return stores.row(handle).host }
    guard let address = item.asHost?.address ?? item.asAddress else {
      throw frame.wrongType(item, "a host, address or port result", node)
    }
    return address
  }

  // MARK: Baselines

  /// Why there is no baseline to compare with.
  enum BaselineFailure: Error {
    case missing
    /// It is there, and cannot be used: why.
    case unusable(String)
  }

  /// Reads `path` below the script's folder.
  func readBaseline(_ path: String) throws(BaselineFailure) -> ScanResults {
    let bytes: [UInt8]
    do throws(ScriptFileFailure) {
      bytes = try ScriptFile.bytes(of: path, below: options.scriptFolder, limit: ScriptFile.baselineLimit)
    } catch {
      throw error.isMissing ? .missing : .unusable(error.text)
    }
    do throws(ResultsDocument.Failure) {
      let results = try ResultsDocument.read(bytes, number: stores.all.count) { [program] name in
        program.techniques.first { $0.name.text == name }?.technique
      }
      results.origin = path
      return stores.make { _ in results }
    } catch {
      throw .unusable("\(TerminalText.sanitized(path)):\(error.line):\(error.column): \(error.message)")
    }
  }

  /// `baseline("path")`
  func baseline(_ path: String, _ context: CallContext) throws(Trap) -> Value {
    let results: ScanResults
    do throws(BaselineFailure) {
      results = try readBaseline(path)
    } catch {
      switch error {
      case .missing:
        throw context.frame.trap(
          .badBaseline, context.node,
          "there is no baseline \(LiteralText.quoted(path)); `scan run --accept` writes those of `same as baseline(…)`")
      case .unusable(let text): throw context.frame.trap(.badBaseline, context.node, text)
      }
    }
    try context.frame.charge(results.rows.count, context.node)
    return .object(ResultsObject(results))
  }
}
