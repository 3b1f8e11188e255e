// SPDX-License-Identifier: GPL-3.0-or-later
import CReadline
import Glibc

/// The person's own editor, on a file that lives as long as it runs.
enum Editor {
  /// Hands a text to the editor and gives what it left.
  static func edit(_ text: String) throws(ReplFailure) -> String {
    let program = Environment.value("VISUAL") ?? Environment.value("EDITOR") ?? "vi"
    let folder = Environment.value("TMPDIR") ?? "/tmp"
    // `mkstemps` puts letters in place of the X; the editor sees by the ending what it is.
    var template = Array("\(folder)/scan-entry.XXXXXX.scan".utf8CString)
    let descriptor = template.withUnsafeMutableBufferPointer { $0.baseAddress.map { mkstemps($0, 5) } ?? -1 }
    guard descriptor >= 0 else {
      throw ReplFailure("no file can be made in \(folder): \(SystemFailure(call: "mkstemps", code: errno).text)")
    }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(path) }
    let code = FileBytes.writeAll(Array((text + "\n").utf8), to: descriptor)
    close(descriptor)
    guard code == 0 else { throw ReplFailure("cannot write \(path): \(SystemFailure(call: "write", code: code).text)") }
    // The words of $EDITOR are the shell's business, the file's name is not.
    let status = ChildProcess.run(["/bin/sh", "-c", "exec \(program) \"$1\"", "sh", path]) {
      creadline_stop()
    }
    guard status == 0 else { throw ReplFailure("\(program) ended with status \(status)", hint: "set $EDITOR") }
    guard let bytes = try? FileBytes.read(path: path, limit: 1 << 20) else {
      throw ReplFailure("what \(program) left cannot be read")
    }
    var new = String(decoding: bytes, as: UTF8.self)
    while new.hasSuffix("\n") { new.removeLast() }
    return new
  }
}
