// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

/// Options of TCP answers as evidence: two bytes that stand for a list.
@Suite struct TCPOptionsTests {
  private func options(_ kinds: [UInt8], mss: UInt16? = nil) -> TCPOptions {
    var content = TCPOptions.Content()
    for kind in kinds { content.append(kind, mss: mss) }
    return TCPOptions(content)
  }

  @Test func namesStandInTheOrderOfTheHeader() {
    let linux = options([2, 4, 8, 1, 3], mss: 1460)
    #expect(linux.names == ["mss", "sackOK", "TS", "nop", "wscale"])
    #expect(linux.mss == 1460)
    #expect(options([0]).names == ["eol"])
    #expect(options([77, 2]).names == ["unknown-77", "mss"] && options([77, 2]).mss == nil)
    #expect(options([1, 4], mss: 9).mss == nil)
  }

  @Test func equalSetsAreEqualNumbers() {
    #expect(options([2, 1], mss: 536) == options([2, 1], mss: 536))
    #expect(options([2, 1], mss: 536) != options([1, 2], mss: 536))
    #expect(options([2, 1], mss: 536) != options([2, 1], mss: 537))
    #expect(options([]) == .none && TCPOptions.none.isNone && TCPOptions.none.names.isEmpty)
  }

  @Test func headersFullOfOptionsStayPlain() {
    let many = options(Array(repeating: 1, count: 40))
    #expect(many.names.count == TCPOptions.Content.most)
    // A size behind what is kept is passed over with its option.
    #expect(options(Array(repeating: 1, count: 16) + [2], mss: 1460).mss == nil)
  }

  @Test func namesReadBack() {
    for kinds in [[2, 4, 8, 1, 3], [2, 1, 1, 4, 0], [254, 34, 30], [2, 2]] as [[UInt8]] {
      let options = options(kinds, mss: 1400)
      #expect(TCPOptions(names: options.names, mss: options.mss) == options)
    }
    #expect(TCPOptions(names: ["unknown"], mss: nil) == .unknown)
    #expect(TCPOptions(names: [], mss: nil) == TCPOptions.none)
    for names in [["what"], ["unknown-2"], ["unknown-02"], ["unknown-256"], ["MSS"]] {
      #expect(TCPOptions(names: names, mss: nil) == nil)
    }
    #expect(TCPOptions(names: ["nop"], mss: 1460) == nil)
    #expect(TCPOptions(names: Array(repeating: "nop", count: 17), mss: nil) == nil)
  }
}
