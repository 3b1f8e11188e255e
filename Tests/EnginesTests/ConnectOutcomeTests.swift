// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import NetworkTypes
import Testing

@testable import Engines

/// How errno and the error queue are read (scanners.md §4.3, §4.4).
struct ConnectOutcomeTests {
  private let target = Address(v4: 0x7f00_0001)

  @Test func withoutAnIcmpError() {
    let rows: [(Int32, ConnectOutcome)] = [
      (0, .accepted), (-EISCONN, .accepted), (-ECONNRESET, .accepted), (-ECONNREFUSED, .refused),
      (-EINPROGRESS, .pending), (-EALREADY, .pending), (-ETIMEDOUT, .lost),
      (-EACCES, .unreachable(.admin, .adminProhibited)), (-EPERM, .unreachable(.admin, .adminProhibited)),
      (-EHOSTUNREACH, .unreachable(.host, .hostUnreach)), (-ENETUNREACH, .unreachable(.net, .netUnreach)),
      (-ENOPROTOOPT, .unreachable(.protocol, .protoUnreach)), (-ENONET, .unreachable(.other, .destUnreach)),
      (-EMFILE, .noDescriptor), (-ENFILE, .noDescriptor), (-EADDRNOTAVAIL, .notNow(code: EADDRNOTAVAIL)),
      (-EINVAL, .impossible(code: EINVAL)),
    ]
    for (result, outcome) in rows { #expect(ConnectOutcome(result: result, queued: nil) == outcome) }
  }

  @Test func icmpBeatsErrno() {
    let rows: [(UInt8, UInt8, ConnectOutcome)] = [
      (3, 3, .unreachable(.port, .portUnreach)), (3, 13, .unreachable(.admin, .adminProhibited)),
      (3, 9, .unreachable(.admin, .netProhibited)), (11, 0, .unreachable(.other, .timeExceeded)),
    ]
    for (type, code, outcome) in rows {
      let queued = QueuedError(type: type, code: code, isV6: false, offender: target)
      #expect(ConnectOutcome(result: -ECONNREFUSED, queued: queued, target: target) == outcome)
      #expect(ConnectOutcome(result: -EALREADY, queued: queued, target: target) == outcome)
      #expect(ConnectOutcome(result: 0, queued: queued, target: target) == .accepted)
    }
  }

  @Test func portErrorsOfOthersAreAFiltersWord() {
    let queued = QueuedError(type: 3, code: 3, isV6: false, offender: Address(v4: 0x0a00_0001))
    let outcome = ConnectOutcome(result: -ECONNREFUSED, queued: queued, target: target)
    #expect(outcome == .unreachable(.admin, .portUnreach))
  }

  /// A datagram to a closed port brings an ICMP error, which the error queue must show with its sender.
  @Test(arguments: ["127.0.0.1", "::1"]) func errorQueueTellsTypeCodeAndSender(_ text: String) throws {
    let target = try #require(Address(text))
    let holder = try LoopbackServer(.mute, at: text)
    var endpoint = try #require(Endpoint(target, port: holder.port))
    let number = socket(target.isV6 ? AF_INET6 : AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
    defer { close(number) }
    let option = target.isV6 ? (Int32(IPPROTO_IPV6), IPV6_RECVERR) : (Int32(0), IP_RECVERR)
    #expect(cnet_set_int(number, option.0, option.1, 1) == 0)
    #expect(cnet_connect(number, &endpoint.raw) == 0)
    #expect(cnet_send(number, "x", 1) == 1)
    let error = try #require(QueuedError.drain(number))
    #expect(error.meaning?.reason == .portUnreach)
    #expect(error.offender == target)
    #expect(QueuedError.drain(number) == nil)
  }
}
