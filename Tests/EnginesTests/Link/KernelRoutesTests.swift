// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import Glibc
import NetworkTypes
import Testing

@testable import Engines

/// What the kernel says of ways to this very machine.
struct KernelRoutesTests {
  /// A question of somebody who did not wait: the way to 127.0.0.1 (rtnetlink(7)).
  private let forsaken: [UInt8] =
    [36, 0, 0, 0, 26, 0, 1, 0, 0xee, 0xee, 0xee, 0xee, 0, 0, 0, 0]
    + [UInt8(AF_INET), 32, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] + [8, 0, 1, 0, 127, 0, 0, 1]

  @Test func answerToAnEarlierQuestionIsNotTaken() throws {
    let socket = Descriptor(owning: cnet_netlink_open())
    #expect(write(socket.number, forsaken, forsaken.count) == forsaken.count)
    var found = cnet_route()
    #expect(cnet_route_to(socket.number, 0, 0, 0x7f00_0002, 0, &found) == 0)
    // 127.0.0.2 is this machine as well, and its answers follow each other from now on.
    #expect(cnet_route_to(socket.number, 1, 0, 1, 0, &found) == 0)
    #expect((found.source_high, found.source_low) == (0, 1))
  }

  @Test func answerToAnEarlierQuestionIsNoEntry() throws {
    let socket = Descriptor(owning: cnet_netlink_open())
    #expect(write(socket.number, forsaken, forsaken.count) == forsaken.count)
    let entries = Entries()
    let code = cnet_dump(socket.number, Int32(CNET_DUMP_RULES), 0, Unmanaged.passUnretained(entries).toOpaque()) {
      context, entry in
      guard let context, let entry else { return }
      Unmanaged<Entries>.fromOpaque(context).takeUnretainedValue().bits.append(entry.pointee.bits)
    }
    #expect(code == 0)
    #expect(!entries.bits.contains(32))
  }

  @Test func thisMachineIsLocal() throws {
    var book = try RouteBook()
    for text in ["127.0.0.1", "127.3.4.5"] {
      let route = try book.route(to: try #require(Address(text))).get()
      #expect(route.isLocal)
      #expect(route.exit == .packets)
    }
  }

  @Test func nobodyHasTheBroadcastAddress() throws {
    var book = try RouteBook()
    for text in ["127.255.255.255", "255.255.255.255"] {
      guard case .failure(let refusal) = book.route(to: try #require(Address(text))) else {
        Issue.record("a way to \(text)")
        continue
      }
      #expect(refusal == NoRoute(code: ENETUNREACH, isNobody: true))
    }
  }
}

private final class Entries {
  var bits: [UInt8] = []
}
