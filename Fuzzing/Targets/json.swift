// SPDX-License-Identifier: GPL-3.0-or-later
@testable import ScanRuntime

/// Any bytes as JSON: what can be read is written as JSON that reads back as the same value.
func fuzz(_ bytes: [UInt8]) {
  let stores = ResultStores()
  let text = String(decoding: bytes, as: UTF8.self)
  let value: Value
  do throws(JSONReader.Failure) {
    value = try JSONReader.value(text)
  } catch {
    must((0...text.utf8.count).contains(error.offset), "byte \(error.offset) of \(text.utf8.count)")
    return
  }
  _ = value.displayText(stores)
  let written = value.json(stores)
  guard let again = try? JSONReader.value(written) else { fatalError("\(written) does not read back") }
  must(again.isSame(as: value), "\(written) reads back as another value")
  must(again.json(stores) == written, "\(written) is written otherwise the second time")
}
