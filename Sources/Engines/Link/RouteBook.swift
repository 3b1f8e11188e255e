// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import NetworkTypes

/// The ways to addresses, asked of the kernel once for all addresses that it treats alike.
///
/// Networks that routes and rules name cut the addresses into pieces; within a piece every address goes the same way, so
/// one question to the kernel (`RTM_GETROUTE`, rtnetlink(7)) answers for all of it, whatever rules of policy there are.
struct RouteBook: ~Copyable {
  private let netlink: Descriptor
  private var v4: Pieces
  private var v6: Pieces
  private var interfaces: [UInt32: Result<NetworkInterface, NoRoute>] = [:]
  /// Ways of addresses with a zone, which are of one interface.
  private var zoned: [Address: Result<Route, NoRoute>] = [:]
  /// The interface that all packets must take; 0 where routes decide.
  let onlyInterface: UInt32
  /// Whether frames are built here where the link is Ethernet.
  private let buildsFrames: Bool

  /// Reads which networks there are. `interface` is the only way out when it is not 0.
  init(interface: UInt32 = 0, buildsFrames: Bool = true) throws(EngineError) {
    let socket = Descriptor(owning: try SystemCall.run("netlink") { cnet_netlink_open() })
    let starts = (v4: try Self.starts(socket.number, .v4), v6: try Self.starts(socket.number, .v6))
    netlink = socket
    onlyInterface = interface
    self.buildsFrames = buildsFrames
    v4 = Pieces(starts: starts.v4)
    v6 = Pieces(starts: starts.v6)
  }

  /// The way to an address.
  mutating func route(to address: Address) -> Result<Route, NoRoute> {
    if !address.zone.isNone { return zonedRoute(to: address) }
    let value = address.value
    let isV4 = address.isV4
    if let known = isV4 ? v4.known(value) : v6.known(value) { return known }
    let asked = ask(address, interface: onlyInterface)
    if isV4 { v4.learn(value, asked) } else { v6.learn(value, asked) }
    return asked
  }

  private mutating func zonedRoute(to address: Address) -> Result<Route, NoRoute> {
    if let known = zoned[address] { return known }
    guard let index = InterfaceZone.index(of: address.zone.name) else { return .failure(NoRoute(code: ENODEV)) }
    // The kernel says loopback of this machine's own addresses; a link-local one is still that of its interface.
    let asked = ask(address, interface: index).map { route in
      var route = route
      if route.isLocal { route.interface = index }
      return route
    }
    if zoned.count >= 4096 { zoned = [:] }
    zoned[address] = asked
    return asked
  }

  private mutating func ask(_ address: Address, interface: UInt32) -> Result<Route, NoRoute> {
    var found = cnet_route()
    let low = address.v4.map(UInt64.init) ?? address.low
    let code = SystemCall.retrying {
      cnet_route_to(netlink.number, address.isV4 ? 0 : 1, address.high, low, interface, &found)
    }
    if code < 0 { return .failure(NoRoute(code: -code)) }
    guard found.has_source != 0, found.interface != 0 else { return .failure(NoRoute(code: ENETUNREACH)) }
    switch found.type {
    case 1, 2, 4: break  // RTN_UNICAST, RTN_LOCAL, RTN_ANYCAST: the last one is this machine as well
    case 3, 5: return .failure(NoRoute(code: ENETUNREACH, isNobody: true))  // RTN_BROADCAST, RTN_MULTICAST: no station
    case 8: return .failure(NoRoute(code: EACCES))
    default: return .failure(NoRoute(code: EHOSTUNREACH))
    }
    let isLocal = found.type != 1
    return exit(through: found.interface).map { exit in
      Route(
        interface: found.interface, gateway: Self.gateway(found),
        source: Self.address(v6: address.isV6, found.source_high, found.source_low), isLocal: isLocal,
        exit: isLocal ? .packets : exit)
    }
  }

  private mutating func exit(through index: UInt32) -> Result<Route.Exit, NoRoute> {
    let known = interfaces[index] ?? NetworkInterface.read(index)
    interfaces[index] = known
    return known.map { interface in
      interface.isEthernet && buildsFrames ? .frames(hardware: interface.hardware) : .packets
    }
  }

  private static func gateway(_ found: cnet_route) -> Address? {
    guard found.has_gateway != 0 else { return nil }
    return address(v6: found.gateway_v6 != 0, found.gateway_high, found.gateway_low)
  }

  fileprivate static func address(v6: Bool, _ high: UInt64, _ low: UInt64) -> Address {
    v6 ? Address(high: high, low: low) : Address(v4: UInt32(truncatingIfNeeded: low))
  }

  /// The first addresses of all pieces, rising.
  private static func starts(_ socket: Int32, _ family: Address.Family) throws(EngineError) -> [UInt128] {
    let list = EntryList()
    for what in [CNET_DUMP_ROUTES, CNET_DUMP_RULES] {
      try SystemCall.run("netlink") {
        cnet_dump(socket, Int32(what), family == .v6 ? 1 : 0, Unmanaged.passUnretained(list).toOpaque()) {
          context, entry in
          guard let context, let entry else { return }
          Unmanaged<EntryList>.fromOpaque(context).takeUnretainedValue().entries.append(entry.pointee)
        }
      }
    }
    var starts: Set<UInt128> = [0]
    for entry in list.entries where (entry.v6 != 0) == (family == .v6) {
      let first = address(v6: entry.v6 != 0, entry.high, entry.low)
      guard let network = Network.containing(first, prefix: Int(entry.bits)) else { continue }
      starts.insert(network.range.first.value)
      let (after, overflow) = network.range.last.value.addingReportingOverflow(1)
      if !overflow { starts.insert(after) }
    }
    return starts.sorted()
  }
}

/// What a dump of a kernel table brings.
private final class EntryList {
  var entries: [cnet_entry] = []
}

/// The addresses of a family, cut where routes begin and end.
private struct Pieces {
  private let starts: [UInt128]
  private var routes: [Result<Route, NoRoute>?]
  /// The piece that was used last, and its bounds.
  private var last = 0

  init(starts: [UInt128]) {
    self.starts = starts
    routes = Array(repeating: nil, count: starts.count)
  }

  /// What is known of the piece that a value lies in.
  mutating func known(_ value: UInt128) -> Result<Route, NoRoute>? {
    if !(starts[last] <= value && (last + 1 == starts.count || value < starts[last + 1])) { last = place(of: value) }
    return routes[last]
  }

  /// Notes what holds for the piece of a value.
  mutating func learn(_ value: UInt128, _ route: Result<Route, NoRoute>) { routes[place(of: value)] = route }

  private func place(of value: UInt128) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= value { low = middle } else { high = middle }
    }
    return low
  }
}
