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

  /// Reads which networks there are. `interface` is the only way out when it is not 0.
  init(interface: UInt32 = 0) throws(EngineError) {
    let socket = try KernelTable.open()
    let starts = (v4: try Self.starts(socket.number, .v4), v6: try Self.starts(socket.number, .v6))
    netlink = socket
    onlyInterface = interface
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
        source: Address(kernel: address.family, found.source_high, found.source_low), isLocal: isLocal,
        exit: isLocal ? .packets : exit)
    }
  }

  private mutating func exit(through index: UInt32) -> Result<Route.Exit, NoRoute> {
    let known = interfaces[index] ?? NetworkInterface.read(index)
    interfaces[index] = known
    return known.map { interface in
      interface.isEthernet ? .frames(hardware: interface.hardware) : .packets
    }
  }

  private static func gateway(_ found: cnet_route) -> Address? {
    guard found.has_gateway != 0 else { return nil }
    return Address(kernel: found.gateway_v6 != 0 ? .v6 : .v4, found.gateway_high, found.gateway_low)
  }

  /// The first addresses of all pieces, rising.
  private static func starts(_ socket: Int32, _ family: Address.Family) throws(EngineError) -> [UInt128] {
    var starts: Set<UInt128> = [0]
    for table in [CNET_DUMP_ROUTES, CNET_DUMP_RULES] {
      for entry in try KernelTable.entries(Int(table), family, through: socket) {
        guard let network = Network.containing(entry.address, prefix: Int(entry.bits)) else { continue }
        starts.insert(network.range.first.value)
        let (after, overflow) = network.range.last.value.addingReportingOverflow(1)
        if !overflow { starts.insert(after) }
      }
    }
    return starts.sorted()
  }
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
