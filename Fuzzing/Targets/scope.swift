// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang
import ScanRuntime

private let today = CalendarDate(year: 2026, month: 7, day: 15) ?? Instant.epoch.date

/// Any bytes as an operator's scope file, and as a set on the command line.
func fuzz(_ bytes: [UInt8]) {
  let source = SourceFile(name: "fuzz.scope", bytes: bytes)
  do throws(ScopeFile.Failure) {
    hold(try ScopeFile.read(source, today: today))
  } catch {
    switch error {
    case .invalid(let diagnostics):
      must(!diagnostics.isEmpty, "refused without a reason")
      SourceChecks.diagnostics(diagnostics, in: [source])
    case .outsidePeriod(let diagnostic): SourceChecks.diagnostics([diagnostic], in: [source])
    }
  }
  if case .success(let set) = TargetSet.literal(String(decoding: bytes, as: UTF8.self)) {
    must(TargetSet(set.description) == set, "\(set) does not read back")
  }
}

/// A scope that was read permits what it allows and nothing that it denies.
private func hold(_ scope: Scope) {
  must(scope.validity?.contains(today) ?? true, "in force outside of its period")
  for range in scope.deny.ranges {
    for address in [range.first, range.last] { must(!scope.permits(address), "\(address) is denied and permitted") }
  }
  for range in scope.allow.ranges {
    for address in [range.first, range.last] where scope.permits(address) {
      must(scope.firstOutside(TargetSet(address)) == nil, "\(address) is permitted and outside")
      must(scope.permits(address.canonical), "\(address) is permitted and its canonical form is not")
    }
  }
}
