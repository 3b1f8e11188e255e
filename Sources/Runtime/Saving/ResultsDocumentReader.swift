// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang

/// Reads one document. Members that it does not know are passed over, so that later versions may add some.
struct ResultsDocumentReader {
  typealias Failure = JSONCursor.Failure

  let cursor: JSONCursor
  let portLimit: Int
  private var ports = 0
  private var techniques: [String: UInt8] = [:]

  init(cursor: JSONCursor, portLimit: Int) {
    self.cursor = cursor
    self.portLimit = portLimit
  }

  mutating func results(_ number: Int, _ technique: (String) -> Technique?) throws(Failure) -> ScanResults {
    let root = cursor.root
    let members = try cursor.object(root, "the document")
    let format = try members["format"].map { at throws(Failure) in try cursor.text(at, "`format`") }
    guard format == ResultsDocument.format else {
      throw cursor.failure("this is no file of saved results: `format` is not \"\(ResultsDocument.format)\"", root)
    }
    let schema = try need(members, "schema", root)
    guard try cursor.int(schema, "`schema`", in: 1...Int.max) == ResultsDocument.schema else {
      throw cursor.failure("the results were saved by another version: only schema 1 can be read", schema)
    }
    let results = try scan(try need(members, "scan", root), number, technique, try names(members["names"]))
    if let at = members["started"], !cursor.isNull(at) { results.started = try instant(at) }
    try readCourse(try need(members, "course", root), into: results)
    try readHosts(try need(members, "hosts", root), into: results)
    if let at = members["findings"] { try readFindings(at, into: results) }
    if let at = members["emitted"] { try readEmitted(at, into: results) }
    results.complete()
    return results
  }

  private func need(_ members: JSONCursor.Members, _ name: String, _ at: Int) throws(Failure) -> Int {
    guard let offset = members[name] else { throw cursor.failure("`\(name)` is missing", at) }
    return offset
  }

  /// A text that must have a form.
  private func read<Form>(_ at: Int, _ what: String, _ form: (String) -> Form?) throws(Failure) -> Form {
    let text = try cursor.text(at, what)
    guard let value = form(text) else {
      throw cursor.failure("\(what) cannot be \(LiteralText.quoted(String(text.prefix(60))))", at)
    }
    return value
  }

  private func instant(_ at: Int) throws(Failure) -> Instant { try read(at, "`started`") { Instant($0) } }

  private func address(_ at: Int) throws(Failure) -> Address {
    try read(at, "`host`") { text in Address(text).flatMap { $0.canonical == $0 ? $0 : nil } }
  }

  // MARK: The scan

  private func names(_ at: Int?) throws(Failure) -> [Address: String] {
    var names: [Address: String] = [:]
    guard let at else { return names }
    for (text, offset) in try cursor.object(at, "`names`").sorted(by: { $0.value < $1.value }) {
      guard let address = Address(text), names[address] == nil else {
        throw cursor.failure("\(LiteralText.quoted(String(text.prefix(60)))) is no address", offset)
      }
      names[address] = try cursor.text(offset, "a name")
    }
    return names
  }

  private mutating func scan(
    _ at: Int, _ number: Int, _ technique: (String) -> Technique?, _ names: [Address: String]
  ) throws(Failure) -> ScanResults {
    let members = try cursor.object(at, "`scan`")
    var list: [Technique] = []
    let listAt = try need(members, "techniques", at)
    try cursor.elements(listAt, "`techniques`") { offset throws(Failure) in
      let one = try self.technique(offset, technique)
      guard list.count < 64, techniques[one.name] == nil else {
        throw cursor.failure("`techniques` has a technique twice, or more than 64", offset)
      }
      techniques[one.name] = UInt8(list.count)
      list.append(one)
    }
    let targets = try read(try need(members, "targets", at), "`targets`") { TargetSet($0) }
    let ports = try read(try need(members, "ports", at), "`ports`") { text in
      PortSet(text).flatMap { $0.hasBare ? nil : $0 }
    }
    let keep = try read(try need(members, "keep", at), "`keep`") { ["all": true, "open": false][$0] }
    let results = ScanResults(
      number: number, techniques: list, targets: targets, askedPorts: ports, hostNames: names, keepsAll: keep)
    if let offset = members["shard"] { results.shard = try shard(offset) }
    return results
  }

  private func technique(_ at: Int, _ known: (String) -> Technique?) throws(Failure) -> Technique {
    let members = try cursor.object(at, "a technique")
    let name = try cursor.text(try need(members, "name", at), "the name of a technique")
    let transport = try read(try need(members, "protocol", at), "`protocol`") { TransportProtocol(name: $0) }
    if let technique = known(name), technique.transport == transport { return technique }
    // Declared by the playbook that saved it: its name is all that is left of it.
    return Technique(name: name, send: transport == .udp ? .payload : .flags([]), arms: [])
  }

  private func shard(_ at: Int) throws(Failure) -> (index: UInt64, of: UInt64) {
    var parts: [UInt64] = []
    try cursor.elements(at, "`shard`") { offset throws(Failure) in
      parts.append(try cursor.int(offset, "a part of `shard`", in: 1...(1 << 53)))
    }
    guard parts.count == 2, parts[0] <= parts[1] else {
      throw cursor.failure("`shard` is not [I, N] with I up to N", at)
    }
    return (parts[0], of: parts[1])
  }

  private func readCourse(_ at: Int, into results: ScanResults) throws(Failure) {
    let members = try cursor.object(at, "`course`")
    let cause = try read(try need(members, "end", at), "`end`") { word -> EngineEnd.Cause? in
      switch word {
      case "completed": .completed
      case "stopped": .stopped
      case "deadline": .deadline
      case "packet limit": .packetLimit
      case "failed": .failed(.shutDown)
      default: nil
      }
    }
    func number(_ name: String) throws(Failure) -> UInt64 {
      guard let offset = members[name] else { return 0 }
      return UInt64(try cursor.int(offset, "`\(name)`", in: 0...Int.max))
    }
    var end = EngineEnd(cause: cause, undecided: 0)
    results.isConclusive = try cursor.bool(try need(members, "conclusive", at), "`conclusive`")
    results.asked = try number("asked")
    results.trusted = try number("trusted")
    guard results.trusted <= results.asked else { throw cursor.failure("more is `trusted` than was `asked`", at) }
    end.counters.sent = try number("sent")
    end.counters.received = try number("received")
    end.counters.retransmitted = try number("retransmitted")
    end.sendFailures = try number("unsent")
    end.refused = try number("refused")
    results.elapsed = Int64(try number("elapsed_us"))
    if let offset = members["missed"] { results.missed = try missed(offset, most: Double(results.asked)) }
    results.end = end
    if let offset = members["down"] {
      results.knownDown = try read(offset, "`down`") { text in
        TargetSet(text).flatMap { $0.isSubset(of: results.targets) ? $0 : nil }
      }
    }
    if let offset = members["skipped"] {
      let set = try read(offset, "`skipped`") { text in
        TargetSet(text).flatMap { $0.isSubset(of: results.targets) && $0.count <= 1 << 20 ? $0 : nil }
      }
      results.skipped = Set(set)
    }
  }

  private func missed(_ at: Int, most: Double) throws(Failure) -> Double {
    guard let number = (try? cursor.value(at))?.asDouble, (0...most).contains(number) else {
      throw cursor.failure("`missed` is no number from 0 to what was `asked`", at)
    }
    return number
  }

  // MARK: Hosts

  private mutating func readHosts(_ at: Int, into results: ScanResults) throws(Failure) {
    try cursor.elements(at, "`hosts`") { offset throws(Failure) in try readHost(offset, into: results) }
  }

  private mutating func readHost(_ at: Int, into results: ScanResults) throws(Failure) {
    let members = try cursor.object(at, "a host")
    let hostAt = try need(members, "host", at)
    let host = try address(hostAt)
    guard results.targets.contains(host) else { throw cursor.failure("\(host) is no target of the scan", hostAt) }
    guard results.tallies[host] == nil else { throw cursor.failure("\(host) stands twice in `hosts`", hostAt) }
    let isUp = try read(try need(members, "state", at), "the state of a host") { ["up": true, "down": false][$0] }
    let reason = try read(try need(members, "reason", at), "`reason`") { Reason(word: $0) }
    var rtt: Int32?
    if let offset = members["rtt_us"], !cursor.isNull(offset) {
      rtt = try cursor.int(offset, "`rtt_us`", in: 0...Int32.max)
    }
    var seen: Set<UInt32> = []
    if let offset = members["ports"] {
      try cursor.elements(offset, "`ports`") { offset throws(Failure) in
        try readPort(offset, host, &seen, into: results)
      }
    }
    if let offset = members["rest"] {
      try cursor.elements(offset, "`rest`") { offset throws(Failure) in
        try readGroup(offset, host, &seen, into: results)
      }
    }
    var counted: [UInt8: UInt64] = [:]
    var untrusted: UInt64 = 0
    if let offset = members["counted"] { (counted, untrusted) = try readCounted(offset, results, seen.count) }
    results.settle(host, isUp: isUp, reason, rtt: rtt, counted: counted, untrusted: untrusted)
  }

  private func readCounted(
    _ at: Int, _ results: ScanResults, _ kept: Int
  ) throws(Failure) -> ([UInt8: UInt64], UInt64) {
    guard !results.keepsAll else { throw cursor.failure("`counted` goes with `keep` open alone", at) }
    var counts: [UInt8: UInt64] = [:]
    var untrusted: UInt64 = 0
    let most = UInt64(max(0, results.askedPorts.count - kept))
    for (name, offset) in try cursor.object(at, "`counted`").sorted(by: { $0.value < $1.value }) {
      let count = try cursor.int(offset, "a count of ports", in: 0...most)
      if name == "untrusted" {
        untrusted = count
      } else if let state = PortState(name), !state.mayBe(.open), !state.isEmpty, state.description == name, count > 0 {
        counts[state.rawValue] = count
      } else {
        throw cursor.failure("ports that are \(LiteralText.quoted(String(name.prefix(60)))) are not counted", offset)
      }
    }
    let total = counts.values.reduce(0, +)
    guard total <= most, total > 0, untrusted <= total else {
      throw cursor.failure("`counted` does not go with the ports that were asked", at)
    }
    return (counts, untrusted)
  }

  private mutating func readPort(
    _ at: Int, _ host: Address, _ seen: inout Set<UInt32>, into results: ScanResults
  ) throws(Failure) {
    let members = try cursor.object(at, "a port")
    let number = try cursor.int(try need(members, "port", at), "`port`", in: 0...UInt16.max)
    let transport = try read(try need(members, "protocol", at), "`protocol`") { TransportProtocol(name: $0) }
    let row = try add(Port(number: number, proto: transport), host, at, members, &seen, into: results)
    let service = try members["service"].flatMap { offset throws(Failure) -> String? in
      cursor.isNull(offset) ? nil : try cursor.text(offset, "`service`")
    }
    results.setService(service, of: row)
  }

  private mutating func readGroup(
    _ at: Int, _ host: Address, _ seen: inout Set<UInt32>, into results: ScanResults
  ) throws(Failure) {
    let members = try cursor.object(at, "a group of ports")
    let set = try read(try need(members, "ports", at), "`ports`") { text in
      PortSet(text).flatMap { $0.hasBare ? nil : $0 }
    }
    for range in set.ranges {
      for number in range.first...range.last {
        _ = try add(Port(number: number, proto: range.proto), host, at, members, &seen, into: results)
      }
    }
  }

  /// A row for a port with the evidence in `members`.
  private mutating func add(
    _ port: Port, _ host: Address, _ at: Int, _ members: JSONCursor.Members, _ seen: inout Set<UInt32>,
    into results: ScanResults
  ) throws(Failure) -> PortRow {
    let transport = port.proto ?? .tcp
    guard results.askedPorts.matches(number: port.number, proto: transport) else {
      throw cursor.failure("\(port) is none of the ports that were asked", at)
    }
    guard seen.insert(UInt32(port.number) << 8 | UInt32(transport.rawValue)).inserted else {
      throw cursor.failure("\(port) of \(host) stands here a second time", at)
    }
    ports += 1
    guard ports <= portLimit else { throw cursor.failure("more than \(portLimit) ports are not read", at) }
    let primary = try evidence(members, at, transport, results)
    var opinions: [Evidence] = []
    if let offset = members["by"] {
      try cursor.elements(offset, "`by`") { offset throws(Failure) in
        let opinion = try evidence(try cursor.object(offset, "an opinion"), offset, transport, results)
        guard opinion.technique > (opinions.last ?? primary).technique else {
          throw cursor.failure("the techniques of `by` follow the first one in the order of the scan", offset)
        }
        opinions.append(opinion)
      }
    }
    let row = PortRow(host: host, port: port.number, transport: transport, primary)
    // Also one that `keep open` would only count, when a handler had looked at it.
    results.setOpinions(opinions, on: results.add(row) ?? results.keep(row))
    return row
  }

  private func evidence(
    _ members: JSONCursor.Members, _ at: Int, _ transport: TransportProtocol, _ results: ScanResults
  ) throws(Failure) -> Evidence {
    let name = try cursor.text(try need(members, "technique", at), "`technique`")
    guard let technique = techniques[name], results.techniques[Int(technique)].transport == transport else {
      throw cursor.failure(
        "\(LiteralText.quoted(String(name.prefix(60)))) is no technique of the scan for \(transport) ports", at)
    }
    let state = try read(try need(members, "state", at), "`state`") { text in
      PortState(text).flatMap { $0.isEmpty ? nil : $0 }
    }
    let reason = try read(try need(members, "reason", at), "`reason`") { Reason(word: $0) }
    func number<Number: FixedWidthInteger>(_ name: String, _ absent: Number) throws(Failure) -> Number {
      guard let offset = members[name] else { return absent }
      return try cursor.int(offset, "`\(name)`", in: 0...Number.max)
    }
    let job = ProbeJob(index: 0, target: Address(v4: 0), port: 0, technique: technique)
    let flags = try members["flags"].map { at throws(Failure) in try read(at, "`flags`") { TCPFlags($0) } } ?? []
    return Evidence(
      Observation(
        job: job, state: state, reason: reason, ttl: try number("ttl", 0), tries: try number("tries", 0),
        rtt: try number("rtt_us", -1),
        trusted: try members["trusted"].map { at throws(Failure) in try cursor.bool(at, "`trusted`") } ?? true,
        flags: flags, window: try number(reason == .otherPort ? "answered_from" : flags.isEmpty ? "" : "window", 0),
        options: flags.isEmpty ? .none : try options(members)))
  }

  private func options(_ members: JSONCursor.Members) throws(Failure) -> TCPOptions {
    guard let at = members["options"] else { return .none }
    var names: [String] = []
    try cursor.elements(at, "`options`") { offset throws(Failure) in
      names.append(try cursor.text(offset, "an option"))
    }
    let mss = try members["mss"].map { at throws(Failure) in try cursor.int(at, "`mss`", in: 0...UInt16.max) }
    guard let options = TCPOptions(names: names, mss: mss) else {
      throw cursor.failure("`options` and `mss` cannot stand so in a TCP header", at)
    }
    return options
  }

  // MARK: What handlers said

  private func readFindings(_ at: Int, into results: ScanResults) throws(Failure) {
    try cursor.elements(at, "`findings`") { offset throws(Failure) in
      let members = try cursor.object(offset, "a finding")
      var finding = FindingRecord(
        level: try read(try need(members, "level", offset), "`level`") { FindingLevel(rawValue: $0) },
        text: TerminalText.sanitized(try cursor.text(try need(members, "text", offset), "`text`")), host: nil,
        port: nil, transport: nil, fields: [])
      if let host = members["host"], !cursor.isNull(host) { finding.host = try address(host) }
      if let port = members["port"], !cursor.isNull(port) {
        finding.port = try cursor.int(port, "`port`", in: 0...UInt16.max)
      }
      if let name = members["protocol"], !cursor.isNull(name) {
        finding.transport = try read(name, "`protocol`") { TransportProtocol(name: $0) }
      }
      finding.fields = try fields(try need(members, "fields", offset))
      results.findings.append(finding)
    }
  }

  private func fields(_ at: Int) throws(Failure) -> [FieldRecord] {
    guard let map = try cursor.value(at).asMap else { throw cursor.failure("`fields` is no object", at) }
    let stores = ResultStores()
    return zip(map.keys, map.values).map { key, value in
      FieldRecord(
        name: key.displayText(stores), json: value.json(stores),
        text: TerminalText.sanitized(value.displayText(stores)))
    }
  }

  private func readEmitted(_ at: Int, into results: ScanResults) throws(Failure) {
    try cursor.elements(at, "`emitted`") { offset throws(Failure) in
      let members = try cursor.object(offset, "an emitted record")
      let kind = try cursor.text(try need(members, "kind", offset), "`kind`")
      let fieldsAt = try need(members, "fields", offset)
      let value = try cursor.value(fieldsAt)
      guard value.asMap != nil else { throw cursor.failure("`fields` is no object", fieldsAt) }
      var record = EmittedValue(kind: kind, value: value)
      if let host = members["host"], !cursor.isNull(host) { record.host = try address(host) }
      if let port = members["port"], !cursor.isNull(port) {
        record.port = try cursor.int(port, "`port`", in: 0...UInt16.max)
      }
      results.emitted.append(record)
    }
  }
}
