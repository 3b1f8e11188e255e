// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import Engines

/// The table against a dictionary that does the same, with cookies that collide often.
struct CookieTableTests {
  @Test func doesWhatADictionaryDoes() {
    var generator = SeededGenerator(seed: 3)
    var table = CookieTable()
    var model: [AttemptID: UInt32] = [:]
    for step in 0..<60_000 {
      let id = AttemptID(slot: UInt32.random(in: 0..<3000, using: &generator))
      if let cookie = model[id] {
        table.remove(cookie, id)
        model[id] = nil
      } else {
        // Few values, close together, at the end of the table too.
        let cookie = UInt32.random(in: 0..<500, using: &generator) &* 8 &- 2000
        table.add(cookie, id)
        model[id] = cookie
      }
      guard step % 97 == 0 else { continue }
      #expect(table.count == model.count)
      for (id, cookie) in model { #expect(table.first(cookie) { $0 == id } == id) }
      #expect(table.first(12_345) { _ in true } == nil)
    }
  }
}
