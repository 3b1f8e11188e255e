// SPDX-License-Identifier: GPL-3.0-or-later

extension ReferenceEntry {
  /// The entry as one JSON object on a line of its own; `script` is the example as a whole playbook.
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    for (key, value) in texts {
      guard let value else { continue }
      writer.key(key)
      writer.string(value)
    }
    if kind == .function || kind == .technique {
      writer.key("waits")
      writer.bool(waits)
      writer.key("sends")
      writer.bool(sends)
    }
    if !facts.isEmpty {
      writer.key("facts")
      writer.beginObject()
      for fact in facts {
        writer.key(fact.name)
        writer.string(fact.text)
      }
      writer.endObject()
    }
    writer.endObject()
    writer.endLine()
  }

  private var texts: [(key: String, value: String?)] {
    [
      ("kind", kind.rawValue), ("name", name), ("place", place), ("qualified", qualifiedName),
      ("signature", signature), ("documentation", documentation), ("example", example),
      ("frame", example == nil ? nil : frame.rawValue), ("script", script),
    ]
  }
}
