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

  @Test func everyRecordHasFields() {
    #expect(RecordKind.allCases.allSatisfy { !FieldTable.rows(of: $0).isEmpty })
  }

  @Test func typesHaveNames() {
    for name in ValueType.names { #expect(ValueType.named(name)?.name == name) }
  }
}
