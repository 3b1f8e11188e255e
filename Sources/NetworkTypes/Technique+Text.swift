// SPDX-License-Identifier: GPL-3.0-or-later

extension Technique: CustomStringConvertible {
  /// The name; for a nameless technique what it sends.
  public var description: String { name.isEmpty ? send.description : name }

  /// The declaration in the language, one clause or arm on a line, as `scan explain` prints it.
  public var source: String {
    let head = name.isEmpty ? "technique {" : "technique \(name) {"
    return ([head] + (clauses + arms.map(\.description)).map { "  " + $0 } + ["}"]).joined(separator: "\n")
  }

  private var clauses: [String] {
    var lines = [send.description]
    if let ttl = options.ttl { lines.append("ttl \(ttl)") }
    if let window = options.window { lines.append("window \(window)") }
    if let payload = options.payload { lines.append("payload " + Technique.literal(payload)) }
    if let port = options.sourcePort { lines.append("source_port \(port)") }
    return lines
  }

  /// Bytes as a literal: printable ASCII as it stands, everything else escaped.
  private static func literal(_ bytes: [UInt8]) -> String {
    "b\"" + bytes.map(escaped).joined() + "\""
  }

  private static func escaped(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "\""): "\\\""
    case UInt8(ascii: "\\"): "\\\\"
    case UInt8(ascii: "\n"): "\\n"
    case UInt8(ascii: "\r"): "\\r"
    case UInt8(ascii: "\t"): "\\t"
    case 0x20...0x7e: String(Unicode.Scalar(byte))
    default: "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
  }
}

extension Technique.Send: CustomStringConvertible {
  /// `send SYN`, `send payload` or `connect`.
  public var description: String {
    switch self {
    case .flags(let flags): "send \(flags)"
    case .payload: "send payload"
    case .connect: "connect"
    case .echo: "send echo"
    case .neighbour: "send neighbour"
    }
  }
}

extension Technique.Arm: CustomStringConvertible {
  /// The row as the language writes it: `RST if window > 0 => open`.
  public var description: String {
    let test = condition.map { " if \($0)" } ?? ""
    return "\(answer)\(test) => \(state)"
  }
}
