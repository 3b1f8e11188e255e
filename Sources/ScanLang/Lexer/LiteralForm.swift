// SPDX-License-Identifier: GPL-3.0-or-later

/// A form in which a value is written: a row of the table of literals (language reference, section 2).
public struct LiteralForm: Sendable {
  /// What the form is called.
  public let name: String
  /// The rule.
  public let documentation: String
  /// Some of them in use.
  public let example: String

  init(_ name: String, _ documentation: String, _ example: String) {
    self.name = name
    self.documentation = documentation
    self.example = example
  }

  /// Every form.
  public static let all: [LiteralForm] = [
    LiteralForm(
      "integer literal", "64 bits; `_` between digits, `0x`, `0b`, `k` = 10³, `M` = 10⁶.",
      "print(42, 1_000, 0x1f, 0b101, 10k, 2M)"),
    LiteralForm("float literal", "Digits on both sides of the point, or an exponent.", "print(2.5, 1e-3)"),
    LiteralForm(
      "percent literal", "A hundredth, tight: `99%` is 0.99; `10 % 3` is the rest.", "print(seen.coverage >= 99%)"),
    LiteralForm(
      "string literal",
      #"Escapes `\n \r \t \0 \\ \" \xNN \u{…}`, `\x` up to 7F; `\(expr)` puts a value in; `"""` for several lines."#,
      #"print("port \(443/tcp)", """\#n  two\#n  lines\#n  """)"#),
    LiteralForm(
      "raw string literal", #"`r"…"`: no escapes, no values; for regular expressions."#,
      #"print("SSH-2.0" ~ r"^SSH-\d")"#),
    LiteralForm(
      "bytes literal", #"`b"…"`: bytes; `\xNN` is one of them."#, #"print(b"GET / HTTP/1.0\r\n\r\n".length)"#),
    LiteralForm(
      "address literal",
      "IPv4 with four decimal parts, no leading zero; IPv6 (RFC 4291 §2.2), with a zone (RFC 4007 §11).",
      "print(192.0.2.1, 2001:db8::1, fe80::1%eth0, ::ffff:192.0.2.1)"),
    LiteralForm(
      "network literal", "Address and prefix length (RFC 4632 §3.1); host bits must be zero.",
      "print(10.0.0.0/8, 2001:db8::/32)"),
    LiteralForm(
      "address range literal",
      "First and last, both included; the short form replaces the last part of an IPv4 address.",
      "print(10.0.0.10-10.0.0.50, 10.0.0.10-50)"),
    LiteralForm("port literal", "A number pinned to its protocol.", "print(443/tcp, 53/udp)"),
    LiteralForm(
      "range literal", "First and last number, both included; a port set where ports are wanted.",
      "for i in 1-3 { print(i) }"),
    LiteralForm("duration literal", "Units `us ms s m h d w` in falling order.", "print(250us, 1.5s, 1h30m, 2w)"),
    LiteralForm("rate literal", "A count for each `s`, `m` or `h`.", "print(5k/s, 10/m, 2/h)"),
    LiteralForm("size literal", "`B KB MB GB` are powers of 1000, `KiB MiB GiB` of 1024.", "print(512B, 64KiB, 2MB)"),
    LiteralForm("date literal", "Year, month, day: 4-2-2 digits; in UTC.", "print(2026-12-31)"),
    LiteralForm("list literal", "Values in brackets.", "print([1, 2, 3])"),
    LiteralForm(
      "map literal", "Keys and values in braces; a bare name is a string key.",
      #"print({name: 1, "two words": 2, 443: "x"})"#),
  ]
}
