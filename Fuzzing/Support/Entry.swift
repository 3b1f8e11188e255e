// SPDX-License-Identifier: GPL-3.0-or-later

/// What libFuzzer calls with each input; every target has a `fuzz` of its own.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  fuzz(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

/// Ends the process, so that the input is kept, when something does not hold that must.
func must(_ holds: Bool, _ message: @autoclosure () -> String) {
  if !holds { fatalError(message()) }
}
