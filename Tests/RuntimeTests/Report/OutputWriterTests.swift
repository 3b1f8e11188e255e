// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanRuntime

@Suite("output")
struct OutputWriterTests {
  @Test("the first line goes at once, close followers together, whole lines always")
  func batches() throws {
    let recorder = Recorder()
    let output = recorder.writer()
    try output.write("a\n".utf8)
    try output.write("b\n".utf8)
    try output.write("c\n".utf8)
    #expect(recorder.chunks == ["a\n"])
    try output.flush()
    #expect(recorder.chunks == ["a\n", "b\nc\n"])
    recorder.advance(milliseconds: 60)
    try output.write("d\n".utf8)
    #expect(recorder.chunks.last == "d\n")
    try output.flush()
    #expect(recorder.chunks.count == 3)
  }

  @Test("much is handed on without waiting")
  func large() throws {
    let recorder = Recorder()
    let output = recorder.writer()
    let line = String(repeating: "x", count: 999) + "\n"
    for _ in 0..<200 { try output.write(line.utf8) }
    #expect(recorder.chunks.count == 4)
    #expect(recorder.chunks.allSatisfy { $0.hasSuffix("\n") })
  }

  @Test("once the reader is gone every write says so")
  func closed() throws {
    let recorder = Recorder()
    let output = recorder.writer()
    try output.write("a\n".utf8)
    recorder.fail(32)
    try output.write("b\n".utf8)
    #expect(throws: OutputClosed.self) { try output.flush() }
    #expect(throws: OutputClosed.self) { try output.write("c\n".utf8) }
    #expect(throws: OutputClosed.self) { try TextReporter(output: output).report(.text("d")) }
    #expect(output.failure == 32)
    #expect(recorder.text == "a\n")
  }
}
