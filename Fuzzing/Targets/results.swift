// SPDX-License-Identifier: GPL-3.0-or-later
@testable import ScanRuntime

/// Any bytes as a baseline: what can be read is written as a document that reads back as the same results, and every
/// judgement of it ends.
func fuzz(_ bytes: [UInt8]) {
  let stores = ResultStores()
  let results: ScanResults
  do throws(ResultsDocument.Failure) {
    results = try read(bytes, stores)
  } catch {
    must((0...bytes.count).contains(error.offset), "byte \(error.offset) of \(bytes.count)")
    must(error.line > 0 && error.column > 0 && !error.message.isEmpty, "no place or message")
    return
  }
  let written = ResultsDocument.text(of: results, stores)
  guard let again = try? read(written, stores) else {
    fatalError("\(String(decoding: written, as: UTF8.self)) does not read back")
  }
  must(ResultsDocument.text(of: again, stores) == written, "written otherwise the second time")
  must(again.rows.count == results.rows.count, "\(again.rows.count) ports of \(results.rows.count)")
  must(again.hostsUp == results.hostsUp, "other hosts are up")
  must(again.coverage == results.coverage || results.asked == 0, "another coverage")
  judge(results, again)
}

private func read(_ bytes: [UInt8], _ stores: ResultStores) throws(ResultsDocument.Failure) -> ScanResults {
  let results = try ResultsDocument.read(bytes, number: stores.all.count, portLimit: 5000) { _ in nil }
  return stores.make { _ in results }
}

/// Results are not different from themselves, and no format of `save` ends the program.
private func judge(_ results: ScanResults, _ again: ScanResults) {
  let same = BaselineJudge(now: again, then: results, waivers: [], ignored: []).judge()
  must(same.outcome != .failed, "different from itself: \(same.details.first?.text ?? "")")
  for kind in [PortExpectation.Kind.never, .only, .always] {
    let expectation = PortExpectation(kind: kind, states: [.open], ports: nil, hosts: nil)
    _ = PortJudge(results: results, waivers: []).judge(expectation)
  }
  _ = CSVFile.text(of: TextTable(everyPortOf: results))
  _ = MarkdownFile.text(of: results)
  _ = HTMLFile.text(of: results)
  _ = NmapXMLFile.text(of: results, version: "0")
}
