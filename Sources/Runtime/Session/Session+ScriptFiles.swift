// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// `read_lines`: text files in the script's folder or below, never outside it (language reference, section 8).
extension Session {
  func readLines(_ path: String, _ context: CallContext) throws(Trap) -> Value {
    let bytes: [UInt8]
    do throws(ScriptFileFailure) {
      bytes = try ScriptFile.bytes(of: path, below: options.scriptFolder, limit: ScriptFile.textLimit)
    } catch {
      throw context.badFile(error.text)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw context.badFile("\(LiteralText.quoted(path)) is not UTF-8 text")
    }
    return try TextMethods.lines(text, context)
  }
}

extension CallContext {
  /// A trap about a file.
  fileprivate func badFile(_ detail: String) -> Trap { frame.trap(.fileError, node, detail) }
}
