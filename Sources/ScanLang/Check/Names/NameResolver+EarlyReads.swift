// SPDX-License-Identifier: GPL-3.0-or-later

extension NameResolver {
  /// Reports calls in the main code of functions that read a global which has no value yet.
  func reportEarlyReads(in file: UInt16) {
    let latest = latestReads(in: file)
    for (number, span) in functionUses {
      guard let read = latest[number] else { continue }
      let symbol = context.symbols[read]
      guard span.file == symbol.name.span.file, span.start < symbol.readyAt else { continue }
      let function = context.functions[number].declaration.name
      context.report(
        .readsTooEarly, "`\(function.text)` reads `\(symbol.name.text)`, which has no value yet", at: span,
        related: [RelatedSpan(symbol.name.span, "`\(symbol.name.text)` gets its value only here")])
    }
  }

  /// For every function the global with the latest declaration that it, or a function it names, reads.
  private func latestReads(in file: UInt16) -> [Int?] {
    var latest: [Int?] = context.functions.map { function in
      // What imported files declare has its value before the first line.
      function.globalReads.filter { context.symbols[$0].name.span.file == file }.max {
        context.symbols[$0].readyAt < context.symbols[$1].readyAt
      }
    }
    var callers: [[Int]] = Array(repeating: [], count: latest.count)
    for (number, function) in context.functions.enumerated() {
      for callee in Set(function.callees) { callers[callee].append(number) }
    }
    // From the latest read to the earliest, each function is settled once.
    let order = latest.indices.sorted { ready(latest[$0]) > ready(latest[$1]) }
    var settled = Array(repeating: false, count: latest.count)
    for start in order where !settled[start] {
      var pending = [start]
      let read = latest[start]
      while let number = pending.popLast() {
        guard !settled[number] else { continue }
        settled[number] = true
        latest[number] = read
        pending += callers[number]
      }
    }
    return latest
  }

  private func ready(_ symbol: Int?) -> UInt32 { symbol.map { context.symbols[$0].readyAt } ?? 0 }
}
