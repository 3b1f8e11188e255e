// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// A record that an engine made: fields by position, in the order of its kind's rows in the field table.
final class RecordObject: HeapObject {
  let recordKind: RecordKind
  let fields: [FieldName: Value]

  init(_ recordKind: RecordKind, _ fields: [FieldName: Value]) {
    self.recordKind = recordKind
    self.fields = fields
    super.init(kind: .record)
  }
}

/// All results of one scan as a value.
final class ResultsObject: HeapObject {
  let results: ScanResults

  init(_ results: ScanResults) {
    self.results = results
    super.init(kind: .results)
  }
}

/// A list of ports that `keep open` did not keep: only how many they were is known.
final class TallyObject: HeapObject {
  let count: Int

  init(_ count: Int) {
    self.count = count
    super.init(kind: .tally)
  }
}

/// One host of a scan as a value.
final class HostObject: HeapObject {
  let results: ScanResults
  let address: Address

  init(_ results: ScanResults, _ address: Address) {
    self.results = results
    self.address = address
    super.init(kind: .host)
  }
}
