// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// Any bytes as the text of every network type: what can be read prints as a text that reads back as the same value,
/// in the type's own reader and in a script.
func fuzz(_ bytes: [UInt8]) {
  let text = String(decoding: bytes, as: UTF8.self)
  values(text)
  sets(text)
  words(text)
}

private func values(_ text: String) {
  check(Address(text), .address, LiteralReader.address)
  check(Network(text), .network, LiteralReader.network)
  check(ScanDuration(text), .duration, LiteralReader.duration)
  check(Rate(text), .rate, LiteralReader.rate)
  check(ByteSize(text), .size, LiteralReader.size)
  check(CalendarDate(text), .date, LiteralReader.date)
  if let port = Port(text) {
    check(port, port.proto == nil ? nil : .port, LiteralReader.port)
    must(PortSet(text) == PortSet(port), "\(port) is another set")
  }
  if let range = AddressRange(text) {
    check(range, range.first == range.last ? nil : .addressRange, LiteralReader.addressRange)
  }
  if let range = PortRange(text) {
    check(range, range.first == range.last ? nil : .range, readPortRange)
  }
  if let moment = Instant(text) { check(moment, nil, { _, _ in nil }) }
}

private func readPortRange(_ token: Token, _ source: SourceFile) -> PortRange? {
  guard let ends = LiteralReader.range(token, source), let first = UInt16(exactly: ends.first),
    let last = UInt16(exactly: ends.last)
  else { return nil }
  return PortRange(first...last, ends.proto)
}

/// The value reads back from its description; where it is a token of its own in scripts, that token has the value too.
private func check<Value: LosslessStringConvertible & Equatable>(
  _ value: Value?, _ kind: TokenKind?, _ read: (Token, SourceFile) -> Value?
) {
  guard let value else { return }
  must(Value(value.description) == value, "\(Value.self) \(value) does not read back")
  guard let kind, isLiteral(value.description) else { return }
  let source = SourceFile(name: "literal", text: value.description)
  let lexed = Lexer.lex(source)
  let isAlone = lexed.diagnostics.isEmpty && lexed.tokens.map(\.kind) == [kind, .endOfFile]
  must(isAlone, "\(value) is no \(kind) in a script")
  must(read(lexed.tokens[0], source) == value, "\(value) is another value in a script")
}

/// Whether a script can say it without quotes: there, `-` and `.` of a zone stand between letters and digits.
private func isLiteral(_ text: String) -> Bool {
  guard let percent = text.firstIndex(of: "%") else { return true }
  return text[percent...].split(omittingEmptySubsequences: false) { "%-./".contains($0) }.dropFirst()
    .allSatisfy { !$0.isEmpty }
}

private func sets(_ text: String) {
  if let set = PortSet(text) {
    must(PortSet(set.description) == set, "ports \(set) do not read back")
    must(PortSet(set.ports) == set && set.ports.count == set.count, "ports \(set) are not their members")
  }
  for set in [TargetSet(text), TargetSet.parseNmap(text)].compactMap({ $0 }) {
    must(TargetSet(set.description) == set, "targets \(set) do not read back")
    for range in set.ranges.prefix(16) {
      must(set.contains(range.first) && set.contains(range.last), "\(set) lacks \(range)")
      // A range without a zone has the addresses of every zone: what both have may be more than the range alone.
      let (part, common) = (TargetSet(range), set.intersection(TargetSet(range)))
      must(part.subtracting(common).isEmpty && common.subtracting(part).isEmpty, "\(set) does not meet \(range)")
    }
    must(set.subtracting(set).isEmpty && set.union(set) == set, "\(set) without itself is not empty")
  }
}

private func words(_ text: String) {
  if let state = PortState(text) { must(PortState(state.description) == state, "state \(state) does not read back") }
  if let flags = TCPFlags(text) { must(TCPFlags(flags.description) == flags, "flags \(flags) do not read back") }
  if let reason = Reason(word: text) { must(reason.word == text, "\(reason) is another word") }
  if let kind = UnreachableKind(name: text) { must(kind.description == text, "\(kind) is another word") }
  if let proto = TransportProtocol(name: text) { must(proto.description == text, "\(proto) is another word") }
}
