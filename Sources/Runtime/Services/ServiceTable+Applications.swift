// SPDX-License-Identifier: GPL-3.0-or-later

extension ServiceTable {
  /// Names in use that are not the registry's for that port: messaging, monitoring, files, tunnels, media, industry.
  ///
  /// The comment after a row is the name that IANA gives the port; a row without one is a port without one.
  static let applications: [Service] = [
    // Messaging and coordination.
    Service("zookeeper", 2181, .tcp),  // eforward
    Service("zookeeper-peer", 2888, .tcp),  // spcsdlobby
    Service("kafka", 9092, .tcp),  // xmlipcregsvc
    Service("kafka-tls", 9093, .tcp),  // copycat
    Service("rabbitmq-management", 15_672, .tcp),
    Service("rabbitmq-clustering", 25_672, .tcp),
    Service("rabbitmq-stream", 5552, .tcp),
    Service("activemq", 61_616, .tcp),
    Service("activemq-console", 8161, .tcp),  // patrol-snmp
    Service("stomp", 61_613, .tcp),
    Service("stomp-tls", 61_614, .tcp),
    Service("nats", 4222, .tcp),
    Service("nats-monitor", 8222, .tcp),
    Service("nats-cluster", 6222, .tcp),  // radmind
    Service("nsq", 4150, .tcp),  // poweralert-nsa
    Service("nsq-http", 4151, .tcp),  // menandmice-noh
    Service("pulsar", 6650, .tcp),
    Service("pulsar-tls", 6651, .tcp),
    Service("hazelcast", 5701, .tcp),
    Service("ignite", 10_800, .tcp),  // gap
    Service("ignite-discovery", 47_500, .tcp),
    Service("infinispan", 11_222, .tcp),
    Service("gemfire", 40_404, .tcp),  // sptx
    Service("temporal", 7233, .tcp),
    // Monitoring.
    Service("prometheus", 9090, .tcp),  // websm
    Service("alertmanager-mesh", 9094, .tcp),
    Service("pushgateway", 9091, .tcp),  // xmltec-xmlmail
    Service("blackbox-exporter", 9115, .tcp),
    Service("mysqld-exporter", 9104, .tcp),  // peerwire
    Service("postgres-exporter", 9187, .tcp),
    Service("statsd", 8125, .udp),
    Service("collectd", 25_826, .udp),
    Service("graphite", 2003, .tcp),  // brutus
    Service("graphite-pickle", 2004, .tcp),  // mailbox
    Service("opentsdb", 4242, .tcp),
    Service("jaeger", 16_686, .tcp),
    Service("jaeger-thrift", 6831, .udp),  // ambit-lm
    Service("zipkin", 9411, .tcp),
    Service("otlp-grpc", 4317, .tcp),  // opentelemetry
    Service("otlp-http", 4318, .tcp),
    Service("fluentd", 24_224, .both),
    Service("logstash-beats", 5044, .tcp),  // lxi-evntsvc
    Service("gelf", 12_201, .both),
    Service("nsca", 5667, .tcp),
    Service("nsclient", 12_489, .tcp),
    Service("netdata", 19_999, .tcp),  // dnp-sec
    Service("netflow", 2055, .udp),  // iop
    Service("netflow-alt", 9995, .udp),  // palace-4
    Service("wazuh-agent", 1514, .both),  // fujitsu-dtcns
    Service("wazuh-enroll", 1515, .tcp),  // ifor-protocol
    Service("wazuh-api", 55_000, .tcp),
    Service("zabbix-java", 10_052, .tcp),
    Service("icinga2", 5665, .tcp),
    Service("ganglia", 8649, .both),
    Service("ganglia-meta", 8651, .tcp),
    // Mail, files and directory.
    Service("spamd", 783, .tcp),
    Service("poppassd", 106, .tcp),  // 3com-tsmux
    Service("smtp-alt", 2525, .tcp),  // ms-v-worlds
    Service("smtp-alt", 26, .tcp),
    Service("amavis", 10_024, .tcp),
    Service("postfix-policy", 10_025, .tcp),
    Service("lmtp", 24, .tcp),
    Service("clamd", 3310, .tcp),  // dyna-access
    Service("syncthing", 22_000, .both),  // snapenetio
    Service("syncthing-discovery", 21_027, .udp),
    Service("ftp-alt", 2121, .tcp),  // scientia-ssdb
    Service("nfs-mountd", 20_048, .both),  // mountd
    Service("veeam", 9392, .tcp),
    Service("veeam-tls", 9401, .tcp),  // sec-t4net-clt
    Service("veeam-installer", 6160, .tcp),  // ecmp
    Service("networker", 7937, .tcp),
    Service("networker-portmap", 7938, .tcp),
    Service("arcserve", 6050, .tcp),  // x11
    Service("synology-dsm-ssl", 5001, .tcp),  // commplex-link
    Service("ms-rpc-dynamic", 49_152, .tcp),
    Service("ms-rpc-dynamic", 49_153, .tcp),
    Service("ms-rpc-dynamic", 49_154, .tcp),
    Service("ms-rpc-dynamic", 49_155, .tcp),
    Service("ms-rpc-dynamic", 49_156, .tcp),
    Service("ms-rpc-dynamic", 49_157, .tcp),
    Service("net-tcp-sharing", 808, .tcp),
    Service("kpop", 1109, .tcp),
    Service("radius", 1645, .udp),  // sightline
    Service("radius-acct", 1646, .udp),  // sa-msg-port
    // Tunnels and virtual private networks.
    Service("l2tp", 1701, .udp),  // l2f
    Service("wireguard", 51_820, .udp),
    Service("tailscale", 41_641, .udp),
    Service("zerotier", 9993, .udp),  // palace-2
    Service("nebula", 4242, .udp),
    Service("fortinet-fgfm", 541, .tcp),  // uucp-rlogin
    Service("checkpoint-topology", 264, .tcp),  // bgmp
    Service("checkpoint-ike", 18_264, .tcp),
    Service("checkpoint-cpmi", 18_190, .tcp),
    Service("checkpoint-log", 257, .tcp),  // set
    Service("checkpoint-fw1", 256, .tcp),  // rap
    Service("shadowsocks", 8388, .both),
    Service("v2ray", 10_086, .tcp),
    Service("wccp", 2048, .udp),  // dls-monitor
    Service("vxlan-linux", 8472, .udp),  // otv
    Service("gtp-prime", 3386, .udp),  // gprs-sig
    Service("bgp-monitoring", 11_019, .tcp),
    Service("stt", 7471, .tcp),  // sttunnel
    // Voice and media.
    Service("asterisk-manager", 5038, .tcp),
    Service("freeswitch-event", 8021, .tcp),  // intu-ec-client
    Service("skinny", 2000, .tcp),  // cisco-sccp
    Service("skinny-tls", 2443, .tcp),  // powerclientcsf
    Service("mumble", 64_738, .both),
    Service("teamspeak3", 9987, .udp),  // dsm-scm-target
    Service("teamspeak3-query", 10_011, .tcp),
    Service("teamspeak3-files", 30_033, .tcp),
    Service("jellyfin", 8096, .tcp),
    Service("jellyfin-tls", 8920, .tcp),
    Service("kodi", 9777, .udp),
    Service("roku", 8060, .tcp),
    Service("squeezebox", 3483, .both),  // slim-devices
    Service("mpd", 6600, .tcp),  // mshvlm
    Service("sonos", 1400, .tcp),  // cadkey-tablet
    Service("spotify-connect", 4070, .tcp),  // tripe
    Service("bittorrent", 6881, .both),
    Service("bittorrent", 6882, .tcp),
    Service("bittorrent-tracker", 6969, .both),  // acmsoda
    Service("emule", 4662, .tcp),  // oms
    Service("emule-kad", 4672, .udp),  // rfa
    Service("edonkey", 4661, .tcp),  // kar2ouche
    // Games.
    Service("minecraft", 25_565, .tcp),
    Service("minecraft-rcon", 25_575, .tcp),
    Service("minecraft-bedrock", 19_132, .udp),
    Service("source-engine", 27_015, .both),
    Service("terraria", 7777, .tcp),  // cbt
    Service("unreal", 7777, .udp),  // cbt
    Service("quake3", 27_960, .udp),
    Service("factorio", 34_197, .udp),
    Service("rust-game", 28_015, .udp),
    Service("valheim", 2456, .udp),  // altav-remmgt
    Service("steam-remote", 27_036, .both),
    // Industrial, building and devices.
    Service("jetdirect", 9100, .tcp),  // hp-pdl-datastr
    Service("modbus", 502, .tcp),  // mbap
    Service("ads", 48_898, .tcp),
    Service("ads-discovery", 48_899, .udp),
    Service("fins", 9600, .both),  // micromuse-ncpw
    Service("melsec", 5007, .tcp),  // wsm-server-ssl
    Service("ge-srtp", 18_245, .tcp),
    Service("codesys", 1217, .tcp),  // hpss-ndapi
    Service("codesys", 2455, .tcp),  // wago-io-system
    Service("codesys-gateway", 11_740, .tcp),
    Service("pcworx", 1962, .tcp),  // biap-mp
    Service("proconos", 20_547, .tcp),
    Service("red-lion", 789, .tcp),
    Service("niagara-fox", 1911, .tcp),  // mtp
    Service("niagara-foxs", 4911, .tcp),
    Service("unitronics", 20_256, .tcp),
    Service("moxa", 4800, .udp),  // iims
    Service("atg", 10_001, .tcp),  // scp-config
    Service("lantronix", 30_718, .udp),
    Service("lantronix-serial", 30_704, .tcp),
    Service("dlms", 4059, .both),  // dlms-cosem
    Service("sercos", 35_021, .udp),
    Service("delta-v", 18_507, .udp),
    Service("tridium-platform", 3011, .tcp),  // trusted-web
    Service("node-red", 1880, .tcp),  // vsat-control
    Service("esphome", 6053, .tcp),  // x11
    Service("wiz", 38_899, .udp),
    Service("lifx", 56_700, .udp),
    Service("tplink-kasa", 9999, .tcp),  // distinct
    Service("yeelight", 55_443, .tcp),
    Service("klipper-moonraker", 7125, .tcp),
    Service("dhcp-omapi", 7911, .tcp),
    Service("epson-config", 3289, .udp),  // enpc
    Service("netis", 53_413, .udp),
    // Routing daemons (Quagga and FRRouting consoles).
    Service("zebrasrv", 2600, .tcp),  // hpstgmgr
    Service("zebra-vty", 2601, .tcp),  // discp-client
    Service("ripd-vty", 2602, .tcp),  // discp-server
    Service("ripngd-vty", 2603, .tcp),  // servicemeter
    Service("ospfd-vty", 2604, .tcp),  // nsc-ccs
    Service("bgpd-vty", 2605, .tcp),  // nsc-posa
    Service("ospf6d-vty", 2606, .tcp),  // netmon
    Service("isisd-vty", 2608, .tcp),  // wag-service
    // Legacy, source control, licences, debugging.
    Service("flexlm", 27_000, .tcp),
    Service("flexlm", 27_001, .tcp),
    Service("flexlm", 27_002, .tcp),
    Service("bitcoin", 8333, .tcp),
    Service("bitcoin-rpc", 8332, .tcp),
    Service("ethereum", 30_303, .both),
    Service("ethereum-rpc", 8545, .tcp),
    Service("ethereum-ws", 8546, .tcp),
    Service("monero-rpc", 18_081, .tcp),
    Service("monero-p2p", 18_080, .tcp),
    Service("litecoin", 9333, .tcp),
    Service("stratum", 3333, .tcp),  // dec-notes
    Service("gdbserver", 2345, .tcp),  // dbm
    Service("metasploit-rpc", 55_553, .tcp),
    Service("cobalt-strike", 50_050, .tcp),
    Service("nessus", 8834, .tcp),
    Service("openvas-gmp", 9390, .tcp),  // otp
    Service("acunetix", 13_443, .tcp),
    Service("eklogin", 2105, .tcp),  // minipay
    Service("kerberos-iv", 750, .udp),  // loadav
    Service("back-orifice", 31_337, .both),  // eldim
    Service("netbus", 12_345, .tcp),  // italk
  ]
}
