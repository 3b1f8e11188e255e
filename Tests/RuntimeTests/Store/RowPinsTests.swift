// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import ScanRuntime

@Suite("Rows that move when the scan is over")
struct RowPinsTests {
  private static let lines = """
    192.0.2.2 80/tcp open
    192.0.2.1 80/tcp closed
    192.0.2.2 22/tcp filtered
    192.0.2.1 22/tcp open
    """

  private func sample() -> ScanResults {
    let results = ResultsSamples.results("192.0.2.1-2")
    ResultsSamples.add(Self.lines, to: results)
    return results
  }

  private func text(_ results: ScanResults, _ row: UInt32) -> String {
    "\(results.host(of: row)) \(results.port(of: row)) \(results.state(of: row))"
  }

  private let inOrder = [
    "192.0.2.1 22 open", "192.0.2.1 80 closed", "192.0.2.2 22 filtered", "192.0.2.2 80 open",
  ]

  @Test("without a handle all rows of a scan that is over lie in the order of reports")
  func unpinned() {
    let results = sample()
    #expect(results.ordered() == [3, 1, 2, 0])
    let whole = sample()
    whole.complete()
    #expect(whole.ordered() == [0, 1, 2, 3])
    #expect(whole.ordered().map { text(whole, $0) } == inOrder)
    #expect(whole.rows.map(\.port) == [22, 80, 22, 80])
  }

  @Test("a row that somebody holds keeps its number, and so do its second opinions")
  func pinned() {
    let results = sample()
    let held = results.handle(on: 0)
    let opinion = results.rows[2].primary
    results.setOpinions([opinion], on: 2)
    results.complete()
    let order = results.ordered()
    #expect(order.map { text(results, $0) } == inOrder)
    #expect(text(results, held.row) == "192.0.2.2 80 open")
    #expect(order.map { results.opinions(on: $0).count } == [0, 0, 1, 0])
    #expect(results.row(PortKey(host: Address(v4: 0xC000_0202), port: 80, transport: .tcp)) == held.row)
  }

  @Test("rows that were in order once never move again")
  func handedOut() {
    let results = sample()
    results.complete()
    let handles = results.ordered().map { results.handle(on: $0) }
    ResultsSamples.add("192.0.2.1 79/tcp open", to: results)
    #expect(results.ordered() == [0, 4, 1, 2, 3])
    #expect(handles.map { text(results, $0.row) } == inOrder)
  }

  @Test("pinned rows keep their places, the others fill what is left in order")
  func arrangement() {
    var pins = RowPins()
    #expect(pins.arrangement(of: [2, 0, 3, 1]) == [2, 0, 3, 1])
    pins.pin(0)
    pins.pin(3)
    #expect(pins.arrangement(of: [2, 0, 3, 1]) == [0, 2, 1, 3])
  }

  @Test("with very many handles no row moves")
  func many() {
    var pins = RowPins()
    for row in 0...UInt32(1 << 16) { pins.pin(row) }
    #expect(pins.arrangement(of: Array((0...UInt32(1 << 16)).reversed())) == nil)
  }
}
