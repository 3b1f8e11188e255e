// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// `on … [as name] { … }`
extension Parser {
  /// A handler of a scan.
  func parseHandler() -> Handler {
    let start = position
    let id = newID()
    advance()
    let event = parseEvent()
    let binding = kind == .kwAs && take(.kwAs) ? takeName("what a handler looks at") : nil
    let header = span(from: start)
    let body = parseBlock(of: start, "handler")
    return Handler(id: id, header: header, event: event, binding: binding, body: body)
  }

  private func parseEvent() -> Handler.Event {
    guard kind.isWord, kind != .kwAs, !isAtLineBreak else {
      complainMissing(.eventMissing, "a state or an event")
      return .missing
    }
    switch text(position) {
    case "any":
      advance()
      return .port(states: [], ports: parseEventPorts())
    case "host":
      advance()
      return parseHostEvent()
    case "done":
      advance()
      return .done
    case "error":
      advance()
      return .error
    default:
      return parsePortEvent()
    }
  }

  private func parseHostEvent() -> Handler.Event {
    if take(word: "done") { return .hostDone }
    var states: [Name] = []
    repeat {
      guard takeChoice(["up", "down"], of: "on host") != nil else { return .missing }
      states.append(name(at: position - 1))
    } while take(.comma)
    return .host(states)
  }

  private func parsePortEvent() -> Handler.Event {
    guard let states = parseStates(in: .handler, "a state or an event of `on`") else { return .missing }
    return .port(states: states, ports: parseEventPorts())
  }

  private func parseEventPorts() -> SetSyntax? {
    kind.startsValue && kind != .leftBrace && !isAtLineBreak ? parseSet() : nil
  }

  /// States joined by `|`, alternatives separated by commas; `nil` when the first word is none.
  func parseStates(in place: ClauseWord.Place, _ what: String) -> [StatePattern]? {
    var patterns: [StatePattern] = []
    repeat {
      guard isAtState else {
        guard !patterns.isEmpty, !isNearState else {
          complainAboutState(in: place, what)
          return nil
        }
        complainAboutCommaBeforePorts()
        return patterns
      }
      guard let pattern = parseState() else { return nil }
      patterns.append(pattern)
    } while take(.comma)
    return patterns
  }

  private var isAtState: Bool { kind == .identifier && PortState(name: text(position)) != nil }

  /// Whether a name stands here that was probably meant to be a state.
  private var isNearState: Bool {
    kind == .identifier && Spelling.nearest(to: text(position), in: Self.states) != nil
  }

  private static let states = ["open", "closed", "filtered", "unfiltered"]

  /// `open|filtered`
  func parseState() -> StatePattern? {
    let start = position
    var names: [Name] = []
    repeat {
      guard isAtState else {
        complainAboutState(in: nil, "a state")
        return nil
      }
      advance()
      names.append(name(at: position - 1))
    } while take(.pipe)
    return StatePattern(names: names, span: span(from: start))
  }

  private func complainAboutState(in place: ClauseWord.Place?, _ what: String) {
    guard kind.isWord, !isAtLineBreak else { return complainMissing(.stateMissing, "a state") }
    let words = place.map { ClauseWord.rows(in: $0).map(\.word) } ?? []
    let known = words.contains("open") ? words : Self.states
    let nearest = Spelling.nearest(to: text(position), in: known)
    complain(
      .unknownState, "`\(text(position))` is not \(what)", at: here,
      label: nearest.map { "did you mean `\($0)`?" } ?? "not known here",
      notes: ["known here: \(known.joined(separator: ", "))"],
      fixes: nearest.map { [Repair(replace: here, with: $0, "the nearest word")] } ?? [])
    lose()
  }

  private func complainAboutCommaBeforePorts() {
    let comma = tokens[position - 1].span
    complain(
      .commaBeforePorts, "no comma stands between the states and the ports", at: comma,
      label: "a comma would add another state",
      fixes: [Repair(replace: comma, with: "", "the ports follow directly", isSafe: true)])
  }
}
