// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

extension Value {
  /// What `print` and interpolation show: text as it is, everything else as its literal.
  func displayText(_ stores: ResultStores) -> String {
    if let text = asText { return text }
    var output = ""
    writeLiteral(to: &output, stores, depth: 0)
    return output
  }

  /// The value as a script would write it.
  func literal(_ stores: ResultStores) -> String {
    var output = ""
    writeLiteral(to: &output, stores, depth: 0)
    return output
  }

  private func writeLiteral(to output: inout String, _ stores: ResultStores, depth: Int) {
    switch self {
    case .none: output += "none"
    case .bool(let value): output += value ? "true" : "false"
    case .int(let value): output += String(value)
    case .float(let value): output += Self.floatText(value)
    case .duration(let value): output += ScanDuration(microseconds: value).description
    case .size(let value): output += ByteSize(bytes: value).description
    case .date(let value): output += value.description
    case .time(let value): output += value.description
    case .port(let value): output += value.description
    case .state(let value): output += value.description
    case .flags(let value): output += value.description
    case .address4(let value): output += Address(v4: value).description
    case .portResult(let handle): output += stores.literal(of: handle)
    case .object(let object): object.writeLiteral(to: &output, stores, depth: depth + 1)
    }
  }

  /// A float with its point: whole floats print as `5.0`.
  static func floatText(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) + ".0" }
    return String(value)
  }

  fileprivate func writeNested(to output: inout String, _ stores: ResultStores, depth: Int) {
    writeLiteral(to: &output, stores, depth: depth)
  }
}

extension HeapObject {
  fileprivate func writeLiteral(to output: inout String, _ stores: ResultStores, depth: Int) {
    let value = Value.object(self)
    switch kind {
    case .text: output += LiteralText.quoted(value.asText ?? "")
    case .bytes: output += LiteralText.quotedBytes(value.asBytes ?? [])
    case .list: writeList(value.asList?.items ?? [], to: &output, stores, depth: depth)
    case .map: writeMap(value.asMap, to: &output, stores, depth: depth)
    case .address6: output += value.asAddress?.description ?? ""
    case .network: output += value.asNetwork?.description ?? ""
    case .addressRange: output += value.asAddressRange?.description ?? ""
    case .range:
      guard let range = value.asRange else { return }
      output += "\(range.first)-\(range.last)"
      if let transport = range.transport { output += "/\(transport)" }
    case .rate: output += value.asRate?.description ?? ""
    case .targets:
      guard let targets = value.asTargets else { return }
      let names = targets.names.map { LiteralText.quoted($0) }
      output += ((targets.set.isEmpty ? [] : [targets.set.description]) + names).joined(separator: ", ")
    case .ports: output += value.asPorts?.description ?? ""
    case .technique: output += value.asTechnique?.name ?? ""
    case .closure: output += "function"
    case .tally: output += "[… \(unsafeDowncast(self, to: TallyObject.self).count) not kept]"
    case .host: output += value.asHost?.address.description ?? ""
    case .results: output += value.asResults?.summaryText ?? "results"
    case .record: writeRecord(value.asRecord, to: &output, stores, depth: depth)
    }
  }

  private func writeList(_ items: [Value], to output: inout String, _ stores: ResultStores, depth: Int) {
    output += "["
    for (place, item) in items.enumerated() {
      if place > 0 { output += ", " }
      item.writeNested(to: &output, stores, depth: depth)
    }
    output += "]"
  }

  private func writeMap(_ map: MapObject?, to output: inout String, _ stores: ResultStores, depth: Int) {
    output += "{"
    for (place, key) in (map?.keys ?? []).enumerated() {
      if place > 0 { output += ", " }
      if let text = key.asText, LiteralText.isName(text) {
        output += text
      } else {
        key.writeNested(to: &output, stores, depth: depth)
      }
      output += ": "
      map?.value(at: place).writeNested(to: &output, stores, depth: depth)
    }
    output += "}"
  }

  private func writeRecord(_ record: RecordObject?, to output: inout String, _ stores: ResultStores, depth: Int) {
    guard let record else { return }
    output += "{"
    var isFirst = true
    for row in FieldTable.rows(of: record.recordKind) {
      guard let value = record.fields[row.name] else { continue }
      if !isFirst { output += ", " }
      isFirst = false
      output += "\(row.name.rawValue): "
      value.writeNested(to: &output, stores, depth: depth)
    }
    output += "}"
  }
}

/// How text is written as a literal.
enum LiteralText {
  /// A string literal that reads back as `text`.
  static func quoted(_ text: String) -> String {
    var output = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      case "\0": output += "\\0"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: output += "\\x" + hex(UInt8(scalar.value))
      case _ where scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format:
        output += "\\u{" + String(scalar.value, radix: 16) + "}"
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output + "\""
  }

  /// A bytes literal that reads back as `bytes`.
  static func quotedBytes(_ bytes: [UInt8]) -> String {
    var output = "b\""
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\""): output += "\\\""
      case UInt8(ascii: "\\"): output += "\\\\"
      case UInt8(ascii: "\n"): output += "\\n"
      case UInt8(ascii: "\r"): output += "\\r"
      case UInt8(ascii: "\t"): output += "\\t"
      case 0x20..<0x7F: output.unicodeScalars.append(Unicode.Scalar(byte))
      default: output += "\\x" + hex(byte)
      }
    }
    return output + "\""
  }

  /// Whether a map key can be written without quotes.
  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLetter(first) else { return false }
    return text.utf8.allSatisfy { isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return digits.count == 1 ? "0" + digits : digits
  }
}
