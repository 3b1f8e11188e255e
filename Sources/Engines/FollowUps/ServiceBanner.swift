// SPDX-License-Identifier: GPL-3.0-or-later

/// What the first words of a server say of it. Only greetings that their protocols define are read; nothing is guessed
/// from wording.
public struct ServiceBanner: Hashable, Sendable {
  /// The protocol: `ssh`, `ftp`, `smtp`, `pop3`, `imap`, `http`.
  public let name: String
  /// The program, where the greeting names it.
  public let product: String?
  /// Its version, where the greeting tells.
  public let version: String?

  /// Reads a greeting; `nil` where no protocol is recognised.
  public init?(_ bytes: [UInt8]) {
    if let ssh = SSHIdentification(bytes) {
      // OpenSSH_9.2p1, dropbear_2022.83: a name and a version, joined by an underscore.
      let parts = ssh.software.split(separator: "_", maxSplits: 1)
      self.init("ssh", parts.first.map(String.init), parts.count > 1 ? String(parts[1]) : nil)
    } else if let http = HTTPResponse(bytes) {
      // `Server: nginx/1.22.1 (Debian)` (RFC 9110, section 10.2.4).
      let first = http.value(of: "server")?.split(separator: " ").first
      let parts = first?.split(separator: "/", maxSplits: 1) ?? []
      self.init("http", parts.first.map(String.init), parts.count > 1 ? String(parts[1]) : nil)
    } else {
      let text = String(decoding: bytes, as: UTF8.self)
      let line = text.prefix { !$0.isNewline }
      guard let name = ServiceBanner.greeted(line) else { return nil }
      self.init(name, nil, nil)
    }
  }

  private init(_ name: String, _ product: String?, _ version: String?) {
    self.name = name
    self.product = product
    self.version = version
  }

  /// The protocol of a greeting line: `220` of FTP (RFC 959) and SMTP (RFC 5321, section 4.3.1), `+OK` of POP3
  /// (RFC 1939), `* OK` and `* PREAUTH` of IMAP (RFC 9051).
  private static func greeted(_ line: Substring) -> String? {
    if line.hasPrefix("+OK") { return "pop3" }
    if line.hasPrefix("* OK") || line.hasPrefix("* PREAUTH") { return "imap" }
    guard line.hasPrefix("220 ") || line.hasPrefix("220-") else { return nil }
    let words = line.uppercased().split { !$0.isLetter && !$0.isNumber }
    if words.contains("SMTP") || words.contains("ESMTP") { return "smtp" }
    return words.contains { $0.contains("FTP") } ? "ftp" : nil
  }
}
