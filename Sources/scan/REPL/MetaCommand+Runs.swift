// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import NetworkTypes
import ScanLang

/// Commands that run something in another way.
extension MetaCommand {
  static let runRows: [MetaCommand] = [
    MetaCommand(
      name: "plan", usage: "EXPR", summary: "what an entry would send; nothing is sent",
      details: "It is reckoned with the values that names have now. Handlers are listed, none runs.",
      run: { session, code throws(ReplFailure) in
        guard !code.isEmpty else { throw ReplFailure("nothing to plan", hint: ":plan scan 10.0.0.0/24 ports 22") }
        return session.plan(code)
      }),
    MetaCommand(
      name: "watch", usage: "TIME EXPR [until changed]", summary: "enter something again and again",
      details: """
        TIME is the pause between two rounds. The first round shows the value; after that a line tells the time \
        and whether something changed, and what: + new, - gone, old → new. Changed means states, hosts that are \
        up, names, sets and counts; round-trip times, times to live, tries, packets, coverage and the order of a \
        list do not count. Ctrl-C ends it, and so does an error; with `until changed` the first round that gives \
        something else. `_` is the last value that was new.
        """,
      run: { session, text throws(ReplFailure) in
        guard let watch = Watch.read(text) else {
          throw ReplFailure("how often, and what?", hint: ":watch 30s (scan 10.0.0.5 ports 22).open until changed")
        }
        guard EntryText(watch.code).ending != .background else {
          throw ReplFailure("a watch has the terminal to itself", hint: "leave out the `&`")
        }
        session.watch = watch.begun
        let end = watch.endsWithChange ? "Ctrl-C or a change ends it" : "Ctrl-C ends it"
        session.messages("\(WallClock.timeOfDay)  every \(watch.interval); \(end)\n")
        let step = session.run(code: watch.code)
        if step == .failed { session.watch = nil }
        return step
      }),
    MetaCommand(
      name: "load", usage: "FILE", summary: "run a playbook as one entry, and keep what it declares",
      run: { session, typed throws(ReplFailure) in
        let path = TypedPath.expanded(TypedPath.unquoted(typed))
        guard !path.isEmpty else { throw ReplFailure("which file?", hint: ":load FILE.scan") }
        // Nobody knows when these end, and the session would wait for it.
        guard path != "-", !FileBytes.isDevice(path) else {
          throw ReplFailure("\(TerminalText.sanitized(path)) is a pipe or device", hint: ":load FILE.scan")
        }
        let source: SourceFile
        do throws(UsageError) { source = try SourceReader.playbook(path) } catch {
          throw ReplFailure(error.message, hint: error.hint)
        }
        return session.run(code: String(decoding: source.bytes, as: UTF8.self), file: source.name)
      }),
    MetaCommand(
      name: "edit", usage: "[N]", summary: "change the last entry in an editor, then run it",
      details: "$VISUAL, $EDITOR or vi; with N the entry of that number in :history.",
      run: { session, text throws(ReplFailure) in
        let new = try Editor.edit(try entry(text, session))
        // Ctrl-Z in the editor was for both, and is over.
        session.events.forget(SIGTSTP)
        if EntryForm(of: new) != .empty { session.queue.insert(new, at: 0) }
        return .next
      }),
  ]

  /// The code that is to be changed: the last that was entered, or the entry of a number.
  private static func entry(_ number: String, _ session: ReplSession) throws(ReplFailure) -> String {
    if number.isEmpty { return session.past.last { ReplInput($0) == .code } ?? "" }
    guard let place = Int(number), session.past.indices.contains(place - 1) else {
      throw ReplFailure("there is no entry \(TerminalText.sanitized(number))", hint: ":history lists them")
    }
    let entry = session.past[place - 1]
    guard ReplInput(entry) == .code else {
      throw ReplFailure("entry \(place) is a command, and only code is edited", hint: "Up brings it to the prompt")
    }
    return entry
  }
}
