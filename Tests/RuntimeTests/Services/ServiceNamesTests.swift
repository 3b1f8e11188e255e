// SPDX-License-Identifier: GPL-3.0-or-later

import NetworkTypes
import Testing

@testable import ScanRuntime

@Suite struct ServiceNamesTests {
  @Test(arguments: [
    ("https", "443/tcp"), ("ssh", "22/tcp"), ("http", "80/tcp"), ("ntp", "123/udp"), ("snmp", "161/udp"),
    ("domain", "53/tcp, 53/udp"), ("dns", "53/tcp, 53/udp"), ("quic", "443/udp"), ("syslog", "514/udp"),
    ("smb", "139/tcp, 445/tcp"), ("rdp", "3389/tcp"), ("ms-wbt-server", "3389/tcp"), ("winrm", "5985-5986/tcp"),
    ("postgresql", "5432/tcp"), ("wireguard", "51820/udp"), ("kubernetes-api", "6443/tcp"), ("wap-wsp", "9200/tcp"),
  ])
  func nameGivesPinnedPorts(name: String, ports: String) throws {
    #expect(try #require(ServiceNames.ports(named: name)) == #require(PortSet(ports)))
  }

  @Test func caseDoesNotMatter() {
    #expect(ServiceNames.ports(named: "HTTPS") == ServiceNames.ports(named: "https"))
  }

  @Test(arguments: ["", " ", "no-such-service", "443", "https "])
  func unknownNameGivesNothing(name: String) {
    #expect(ServiceNames.ports(named: name) == nil)
  }

  static let usualNames: [(UInt16, TransportProtocol, String)] = [
    (22, .tcp, "ssh"), (443, .tcp, "https"), (443, .udp, "https"), (53, .udp, "domain"), (123, .udp, "ntp"),
    (445, .tcp, "microsoft-ds"), (514, .tcp, "shell"), (514, .udp, "syslog"), (3389, .udp, "ms-wbt-server"),
    (9200, .tcp, "elasticsearch"), (27_017, .tcp, "mongodb"), (6443, .tcp, "kubernetes-api"),
    (2379, .tcp, "etcd-client"), (10_250, .tcp, "kubelet"), (502, .tcp, "modbus"), (47_808, .udp, "bacnet"),
  ]

  @Test(arguments: usualNames)
  func portHasItsUsualName(number: UInt16, transport: TransportProtocol, name: String) {
    #expect(ServiceNames.name(of: number, transport) == name)
  }

  @Test func portWithoutServiceHasNoName() {
    #expect(ServiceNames.name(of: 0, .tcp) == nil)
    #expect(ServiceNames.name(of: 65_535, .udp) == nil)
    #expect(ServiceNames.name(of: 9200, .udp) == nil)
  }

  @Test func noTwoRowsClaimOnePort() {
    let ports = (ServiceTable.named + ServiceTable.secondary).flatMap(\.ports)
    var seen: Set<Port> = []
    #expect(ports.filter { !seen.insert($0).inserted } == [])
  }

  @Test func noNameListsAPortTwice() {
    var seen: Set<String> = []
    let entries = (ServiceTable.named + ServiceTable.aliases).flatMap { row in row.ports.map { "\(row.name) \($0)" } }
    #expect(entries.filter { !seen.insert($0).inserted } == [])
  }

  /// Every name is one that a script can write and that a report prints unescaped.
  @Test func namesAreLowerCaseWords() {
    let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789-")
    for service in ServiceTable.named + ServiceTable.secondary + ServiceTable.aliases {
      #expect(!service.name.isEmpty && service.name.count <= 24 && allowed.isSuperset(of: service.name), "\(service)")
    }
  }

  @Test func everyNameLeadsBackToItsPorts() throws {
    for service in ServiceTable.named {
      let ports = try #require(ServiceNames.ports(named: service.name))
      for port in service.ports {
        #expect(ports.contains(port))
        #expect(ServiceNames.name(of: port.number, try #require(port.proto)) == service.name)
      }
    }
  }
}
