// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import NetworkTypes
import Synchronization

@testable import Engines

/// A TCP server on loopback with a port of the kernel's choice; closed when the value goes.
final class LoopbackServer: Sendable {
  /// What it does with a connection.
  enum Manner: Sendable {
    /// Lets the kernel accept, and says nothing.
    case mute
    /// Says this, then stays.
    case says([UInt8])
    /// Closes at once.
    case closes
    /// Sends back the first thing it reads.
    case echoes
    /// Fills its own queue, so that the kernel drops every further SYN: a port that does not answer.
    case drops
  }

  /// Where it listens.
  let address: Address
  let port: UInt16
  private let listener: Int32
  private let isOver = Mutex(false)
  private let thread: Thread?
  private let fillers: [Int32]

  init(_ manner: Manner, at text: String = "127.0.0.1") throws {
    guard let address = Address(text), var endpoint = Endpoint(address, port: 0) else { throw EngineError.shutDown }
    self.address = address
    let family = address.isV6 ? AF_INET6 : AF_INET
    let number = socket(family, Int32(SOCK_STREAM.rawValue), 0)
    listener = number
    var backlog: Int32 = 4096
    if case .drops = manner { backlog = 0 }
    guard cnet_bind_address(number, &endpoint.raw) == 0, listen(number, backlog) == 0,
      let local = Endpoint.local(of: number)
    else { throw EngineError.system(call: "listen", code: cnet_errno()) }
    port = local.port
    let reply: (@Sendable (Int32) -> [Int32])?
    switch manner {
    case .mute, .drops: reply = nil
    case .says(let bytes): reply = { Self.say(bytes, on: $0) }
    case .closes: reply = { Self.hangUp($0) }
    case .echoes: reply = { Self.echo($0) }
    }
    if case .drops = manner { fillers = Self.fill(local) } else { fillers = [] }
    thread = try reply.map { reply in try Thread(name: "server") { Self.serve(number, reply) } }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    thread?.join()
    close(listener)
    for filler in fillers { close(filler) }
  }

  private static func serve(_ listener: Int32, _ reply: @Sendable (Int32) -> [Int32]) {
    var kept: [Int32] = []
    while true {
      let connection = cnet_accept(listener)
      if connection < 0 { break }
      kept += reply(connection)
    }
    for connection in kept { close(connection) }
  }

  private static func say(_ bytes: [UInt8], on connection: Int32) -> [Int32] {
    _ = bytes.withUnsafeBytes { cnet_send(connection, $0.baseAddress, $0.count) }
    return [connection]
  }

  private static func hangUp(_ connection: Int32) -> [Int32] {
    close(connection)
    return []
  }

  private static func echo(_ connection: Int32) -> [Int32] {
    var buffer = [UInt8](repeating: 0, count: 256)
    let count = recv(connection, &buffer, buffer.count, 0)
    return say(Array(buffer.prefix(max(0, count))), on: connection)
  }

  /// Connects until the listener's queue is full; the last attempt stays unanswered.
  private static func fill(_ local: Endpoint) -> [Int32] {
    var endpoint = local
    return (0..<3).map { _ in
      let number = cnet_socket_tcp(local.address?.isV6 == true ? 1 : 0)
      _ = cnet_connect(number, &endpoint.raw)
      return number
    }
  }
}
