// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang
import ScanRuntime

/// `:save`: the session as a playbook.
extension MetaCommand {
  static let saveRows: [MetaCommand] = [
    MetaCommand(
      name: "save", usage: "[--force] FILE", forms: ["FILE", "--force FILE"],
      summary: "write what worked as a playbook",
      details:
        "It comes to the same when it runs. Jobs and :rate become comments. A file of others is not overwritten.",
      run: { session, text throws(ReplFailure) in try save(session, text) })
  ]

  private static let hint = ":save audit.scan"

  private static func save(_ session: ReplSession, _ text: String) throws(ReplFailure) -> ReplSession.Step {
    let (typed, isForced) = try target(text)
    let path = TypedPath.expanded(typed)
    let script = try script(of: session, at: path)
    let isReplaced = try SavedScript(path: path, bytes: script.bytes).write(over: session.saved, isForced: isForced)
    session.saved = (path, script.bytes)
    let count = "\(script.entryCount) " + (script.entryCount == 1 ? "entry" : "entries")
    session.writer.results("\(count) saved as \(shown(typed))\(isReplaced ? ", in place of what was there" : "")\n")
    for lost in script.leftOut {
      session.messages(TerminalText.sanitized("note: left out, \(lost.reason): \(lost.excerpt)") + "\n")
    }
    return .next
  }

  private static func target(_ text: String) throws(ReplFailure) -> (path: String, isForced: Bool) {
    var text = Substring(text)
    let flag = "--force"
    var isForced = false
    if text == flag || text.hasPrefix(flag + " ") {
      isForced = true
      text = text.dropFirst(flag.count).drop(while: \.isWhitespace)
    }
    let path = TypedPath.unquoted(String(text))
    guard !path.isEmpty else { throw ReplFailure("which file?", hint: hint) }
    guard !path.hasSuffix("/"), !FolderListing.isFolder(TypedPath.expanded(path)) else {
      throw ReplFailure("\(shown(path)) is a folder", hint: hint)
    }
    return (path, isForced)
  }

  private static func shown(_ path: String) -> String { TerminalText.sanitized(path) }

  private static func script(of session: ReplSession, at path: String) throws(ReplFailure) -> SessionScript {
    let folder = ModuleFolder(of: SourceFile(name: path, text: ""))
    var header = ["From a session of \(Version.line)."]
    if let network = session.settings.options.network {
      header.append("It ran on the simulated network \(network.name).")
    }
    do throws(SessionScript.Failure) {
      return try SessionScript(session.happened, header: header) { Playbook.load($0, reader: folder).diagnostics }
    } catch {
      switch error {
      case .empty: throw ReplFailure("nothing has worked yet that could be saved")
      case .imports(let headline):
        throw ReplFailure(headline, hint: "what is imported lies beside a playbook or below: save it there")
      case .unsound(let headline): throw ReplFailure("what was entered makes no playbook: \(headline)")
      }
    }
  }
}
