// SPDX-License-Identifier: GPL-3.0-or-later
// Made from scripts/std by `make std`: change the files there.

extension StandardLibrary {
  /// The text of every file of `scripts/std` by its name.
  static let files: [String: String] = [
    "prelude": prelude,
    "services": services,
  ]

  private static let prelude = ###"""
    ## The techniques that every playbook knows. Each is a probe, and what its answers mean.

    ## The usual probe of a connection: an open port offers one, a closed port refuses it.
    technique syn {
      send SYN
      SYN|ACK     => open
      RST         => closed
      unreachable => filtered
      silence     => filtered
    }

    ## The end of a connection that never was: a closed port objects, an open one keeps silent.
    technique fin {
      send FIN
      RST         => closed
      unreachable => filtered
      silence     => open|filtered
    }

    ## A segment without any flag, read like `fin`.
    technique null {
      send NONE
      RST         => closed
      unreachable => filtered
      silence     => open|filtered
    }

    ## Three flags that never come together, read like `fin`.
    technique xmas {
      send FIN|PSH|URG
      RST         => closed
      unreachable => filtered
      silence     => open|filtered
    }

    ## FIN with ACK: some systems drop it at open ports.
    technique maimon {
      send FIN|ACK
      RST         => closed
      unreachable => filtered
      silence     => open|filtered
    }

    ## A stray acknowledgement: every port that it reaches objects, so it tells filters, not open ports.
    technique ack {
      send ACK
      RST         => unfiltered
      unreachable => filtered
      silence     => filtered
    }

    ## Like `ack`, for systems whose RST from an open port carries a window.
    technique window {
      send ACK
      RST if window > 0 => open
      RST               => closed
      unreachable       => filtered
      silence           => filtered
    }

    ## A datagram, with the payload that suits the port.
    technique udp {
      send payload
      reply             => open
      unreachable(port) => closed
      unreachable       => filtered
      silence           => open|filtered
    }

    ## A connection made by the system: needs no privilege.
    technique connect {
      connect
      accepted    => open
      refused     => closed
      unreachable => filtered
      silence     => filtered
    }

    """###

  private static let services = ###"""
    ## Ports by what they are for: sets that audits name again and again.
    ##
    ##     import "std/services"
    ##     scan 10.0.0.0/24 ports services.databases, services.remote_admin

    edition 1

    ## Web servers, their proxies and the ports that they use when 80 and 443 are taken.
    ports web = 80, 443, 3000, 5000, 8000, 8008, 8080, 8081, 8443, 8888

    ## Mail: between servers, from programs, and mailboxes.
    ports mail = 25, 110, 143, 465, 587, 993, 995, 4190

    ## Name servers: plain, over TLS, and the local kinds.
    ports names = 53, 53/udp, 853, 5353/udp, 5355/udp

    ## Shells and desktops from afar: SSH, telnet, RDP, WinRM, VNC, X11 and the r-services.
    ports remote_admin = 22, 23, 512-514, 2222, 3389, 5800, 5900-5903, 5985-5986, 6000-6007

    ## Management of machines below their system: IPMI, Intel AMT, SNMP, routers' own tools.
    ports management = 161/udp, 623, 623/udp, 4786, 8291, 16992-16995

    ## Databases and stores of keys, documents and figures.
    ports databases = 1433, 1434/udp, 1521, 2483-2484, 3050, 3306, 5432, 5984, 6379, 7000-7001, 7199,
      7474, 7687, 8086, 9042, 9160, 9200, 9300, 11211, 11211/udp, 26257, 27017-27019, 28015, 50000

    ## Files: FTP, SMB, NFS, AFP, rsync, TFTP.
    ports files = 20-21, 69/udp, 111, 111/udp, 137-138/udp, 139, 445, 548, 873, 989-990, 2049

    ## Users and passwords of an organisation: Kerberos, LDAP, RADIUS and the catalogue of Active Directory.
    ports directory = 88, 88/udp, 389, 464, 636, 1812-1813/udp, 3268-3269

    ## Containers and what runs them: Docker, Kubernetes, etcd, Consul, Nomad.
    ports containers = 2375-2377, 2379-2380, 4646, 6443, 8500, 10250, 10255, 10256, 30000-32767

    ## Queues and brokers: AMQP, MQTT, Kafka, NATS, STOMP, ZooKeeper.
    ports messaging = 1883, 2181, 4222, 5671-5672, 8883, 9092, 15672, 61613, 61616

    ## Watching others: Prometheus and its exporters, Grafana, Nagios, Zabbix, syslog.
    ports monitoring = 514/udp, 3000, 5666, 6514, 9090, 9093, 9100, 10050-10051

    ## Printers: raw, LPD, IPP.
    ports printing = 515, 631, 9100

    ## Telephony: SIP, H.323, IAX2, MGCP.
    ports voice = 1720, 2427/udp, 4569/udp, 5060, 5060/udp, 5061

    ## Tunnels into a network: IPsec, OpenVPN, L2TP, PPTP, WireGuard.
    ports tunnels = 500/udp, 1194, 1194/udp, 1701/udp, 1723, 4500/udp, 51820/udp

    ## Plants and buildings: Siemens S7, Modbus, IEC 104, Niagara Fox, OPC UA, DNP3, EtherNet/IP, BACnet.
    ## Such devices are easily upset: ask them slowly, and only with the consent of those who run them.
    ports industrial = 102, 502, 1911, 2404, 4840, 4911, 9600, 20000, 44818, 47808/udp

    ## Protocols that show passwords to everyone on the way.
    ports cleartext = 21, 23, 80, 110, 143, 161/udp, 389, 512-514, 1883, 5060, 5900, 6379, 8080

    ## What a network rarely means to offer to the internet.
    ports never_outside = remote_admin, management, databases, files, directory, containers,
      industrial except 22

    """###
}
