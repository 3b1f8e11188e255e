// SPDX-License-Identifier: GPL-3.0-or-later

/// An operator or other sign between values: what it does and what it takes.
public struct OperatorRow: Sendable {
  /// The sign or word.
  public let symbol: String
  /// How it is written between operands.
  public let form: String
  /// What it takes, where that is not any value.
  public let takes: String?
  /// What it does.
  public let documentation: String
  /// One way to write it.
  public let example: String

  init(_ symbol: String, _ form: String, takes: String? = nil, _ documentation: String, _ example: String) {
    self.symbol = symbol
    self.form = form
    self.takes = takes
    self.documentation = documentation
    self.example = example
  }

  /// Loosest first; those of one level stand together.
  public static let all: [OperatorRow] = [
    OperatorRow(
      "=>", "x => body", "Makes a lambda: a function whose body is one expression.", "print(xs.map(x => x + 1))"),
    OperatorRow(
      "or", "a or b", takes: "bool", "True when one side is; `b` is asked only when `a` is false.",
      "print(n > 2 or n == 0)"),
    OperatorRow(
      "and", "a and b", takes: "bool", "True when both sides are; `b` is asked only when `a` is true.",
      "print(n > 2 and n < 9)"),
    OperatorRow("not", "not a", takes: "bool", "Turns true into false and false into true.", "print(not (n == 0))"),
    OperatorRow(
      "==", "a == b", "Whether two values are equal. Different known types are an error, `none` excepted.",
      "print(p.state == open)"),
    OperatorRow("!=", "a != b", "Whether two values differ.", "print(p.rtt != none)"),
    OperatorRow(
      "<", "a < b", takes: "numbers, durations, sizes, rates, dates, times, strings, addresses, ports",
      "Whether the left comes before the right.", "print(n < 10)"),
    OperatorRow(
      "<=", "a <= b", takes: "what `<` takes", "Whether the left does not come behind the right.", "print(n <= 10)"),
    OperatorRow(
      ">", "a > b", takes: "what `<` takes", "Whether the left comes behind the right.", "print(now() > now() - 1h)"),
    OperatorRow(
      ">=", "a >= b", takes: "what `<` takes", "Whether the left does not come before the right.",
      "print(seen.coverage >= 99%)"),
    OperatorRow(
      "in", "x in set", takes: "a set, range, network, list, map or string on the right",
      "Whether the right side holds the left: member, key or part.", "print(p.host in 10.0.0.0/8, p.port in web)"),
    OperatorRow(
      "not in", "x not in set", takes: "what `in` takes", "Whether the right side does not hold the left.",
      "print(23 not in web)"),
    OperatorRow(
      "has", "f has g", takes: "flags", "Whether the left has all flags of the right.", "print((SYN|ACK) has SYN)"),
    OperatorRow(
      "~", "text ~ pattern", takes: "string", "Whether a regular expression matches somewhere in the text.",
      #"print("OpenSSH_9.2" ~ r"SSH_\d")"#),
    OperatorRow(
      "??", "a ?? b", "The left, or the right where the left is none; `b` is asked only then.",
      "print(p.service ?? \"unknown\")"),
    OperatorRow(
      "|", "a | b", takes: "targets, ports, states, flags", "The union.", "print(web | 22, open|filtered, SYN|ACK)"),
    OperatorRow("&", "a & b", takes: "targets, ports, flags", "What both sides hold.", "print(web & 1-100)"),
    OperatorRow(
      "+", "a + b", takes: "numbers, strings, bytes, lists, durations, sizes; a time or date and a duration",
      "The sum, or both behind each other.", "print(n + 1, \"a\" + \"b\", today() + 7d)"),
    OperatorRow(
      "-", "a - b", takes: "numbers, durations, sizes, times, dates, targets, ports",
      "The difference; of sets, what only the left holds. A blank on both sides.", "print(n - 1, web - 80)"),
    OperatorRow(
      "*", "a * b", takes: "numbers; a duration or size and a number", "The product.", "print(n * 2, 5m * 3)"),
    OperatorRow(
      "/", "a / b", takes: "numbers, durations, sizes",
      "The quotient: of whole numbers a float, of durations a number. A blank on both sides.", "print(7 / 2, 1h / 1m)"),
    OperatorRow(
      "%", "a % b", takes: "numbers", "The rest, with the sign of the divisor. A blank on both sides.",
      "print(10 % 3, -7 % 3)"),
    OperatorRow(
      ".", "x.name, x.method(…)", "A field, a property, a method, a key of a map.", "print(p.port, counts.ssh)"),
    OperatorRow("?.", "x?.name", "Like `.`, but none where `x` is none.", "print(p.reply?.window)"),
    OperatorRow(
      "[]", "xs[i], m[key]", takes: "lists, maps", "An element, counted from 0; the value of a key.",
      "print(xs[0], counts[\"ssh\"])"),
    OperatorRow(
      "=", "name = value", takes: "a var, an element or key of one", "Gives a variable another value.",
      "var total = 0\ntotal = n\nprint(total)"),
    OperatorRow(
      "+=", "name += value", takes: "what `=` takes", "Adds to a variable.", "var total = 0\ntotal += n\nprint(total)"),
    OperatorRow(
      "-=", "name -= value", takes: "what `=` takes", "Takes from a variable.",
      "var total = 9\ntotal -= n\nprint(total)"),
    OperatorRow(
      "*=", "name *= value", takes: "what `=` takes", "Multiplies a variable.",
      "var total = 2\ntotal *= n\nprint(total)"),
    OperatorRow(
      "/=", "name /= value", takes: "what `=` takes", "Divides a variable.", "var total = 8.0\ntotal /= n\nprint(total)"
    ),
  ]
}
