// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

@Suite struct TableTests {
  @Test func everyBuiltinAndMethodHasARow() {
    #expect(Set(BuiltinTable.rows.map(\.builtin)) == Set(Builtin.allCases))
    #expect(BuiltinTable.rows.count == Builtin.allCases.count)
    #expect(Set(MethodTable.rows.map(\.name)) == Set(MethodName.allCases))
    #expect(Set(FieldTable.rows.map(\.name)) == Set(FieldName.allCases))
    #expect(BuiltinTable.planned.keys.allSatisfy { Builtin(rawValue: $0) == nil })
  }

  @Test func rowsAreUnique() {
    #expect(Set(MethodTable.rows.map { "\($0.receiver) \($0.name)" }).count == MethodTable.rows.count)
    #expect(Set(FieldTable.rows.map { "\($0.receiver) \($0.name)" }).count == FieldTable.rows.count)
  }

  @Test(arguments: BuiltinTable.rows.map(\.example) + MethodTable.rows.map(\.example))
  func examplesCheck(_ example: String) {
    let script = CheckedScript(
      """
      param dmz: targets = 127.0.0.1
      ports web = 80, 443
      let n = 3
      let retries = 2
      let name = "a"
      let counts = {ssh: 1}
      let seen = scan dmz ports web, 22, 9100
      print(dmz, n, retries, name, counts)
      scan dmz ports web, 22, 9100 {
      \(example.hasPrefix("on ") ? example : "on open as p {\nlet h = seen.hosts.first\nprint(p, h)\n\(example)\n}")
      }
      """)
    let errors = script.result.diagnostics.filter { $0.severity == .error }.map(\.headline)
    #expect(errors == [])
  }

  @Test func everyRecordHasFields() {
    #expect(RecordKind.allCases.allSatisfy { !FieldTable.rows(of: $0).isEmpty })
  }

  @Test func typesHaveNames() {
    for name in ValueType.names { #expect(ValueType.named(name)?.name == name) }
  }
}
