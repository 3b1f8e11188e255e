// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import ScanLang

/// A session's script on its way into a file. What somebody else wrote is not overwritten unasked.
struct SavedScript {
  let path: String
  let bytes: [UInt8]

  /// Writes it; `true` when it stands in place of something. What this session saved there itself, and nobody changed,
  /// gives way.
  func write(over saved: (path: String, bytes: [UInt8])?, isForced: Bool) throws(ReplFailure) -> Bool {
    let isNew = try made()
    guard !isNew else { return false }
    guard isForced || saved.map({ $0.path == path && $0.bytes == content }) ?? false else {
      throw ReplFailure(
        "\(shown) is there already and was not overwritten",
        hint: ":save --force \(shown) puts the session in its place")
    }
    do throws(SystemFailure) { try FileReplacement.replace(path, with: bytes) } catch { throw failure(error) }
    return true
  }

  private func made() throws(ReplFailure) -> Bool {
    do throws(SystemFailure) { return try create() } catch { throw failure(error) }
  }

  private func failure(_ error: SystemFailure) -> ReplFailure { ReplFailure("cannot write \(shown): \(error.text)") }

  private var shown: String { TerminalText.sanitized(path) }

  private var content: [UInt8]? { try? FileBytes.read(path: path, limit: 2 << 20) }

  /// Makes the file; `false` when it is there.
  private func create() throws(SystemFailure) -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      if errno == EEXIST { return false }
      throw SystemFailure(call: "open", code: errno)
    }
    let code = FileBytes.writeAll(bytes, to: descriptor)
    guard close(descriptor) == 0, code == 0 else {
      let failure = SystemFailure(call: "write", code: code == 0 ? errno : code)
      unlink(path)
      throw failure
    }
    return true
  }
}
