// SPDX-License-Identifier: GPL-3.0-or-later

extension ServiceTable {
  /// Names in use that are not the registry's for that port: administration, web, databases, orchestration.
  ///
  /// The comment after a row is the name that IANA gives the port; a row without one is a port without one.
  static let platforms: [Service] = [
    // Remote access and administration.
    Service("rdp-alt", 3390, .tcp),  // dsc
    Service("vnc", 5900, .tcp),  // rfb
    Service("vnc", 5901, .tcp),
    Service("vnc", 5902, .tcp),
    Service("vnc", 5903, .tcp),  // ff-ice
    Service("vnc-http", 5800, .tcp),
    Service("vnc-http", 5801, .tcp),
    Service("teamviewer", 5938, .tcp),
    Service("anydesk", 7070, .tcp),  // arcp
    Service("rustdesk", 21_115, .tcp),
    Service("rustdesk", 21_116, .both),
    Service("rustdesk-relay", 21_117, .tcp),
    Service("ssh-alt", 2222, .tcp),  // ethernet-ip-1
    Service("ssh-alt", 22_222, .tcp),  // easyengine
    Service("telnet-alt", 2323, .tcp),  // 3d-nfsd
    Service("mosh", 60_001, .udp),
    Service("adb", 5555, .tcp),  // personal-agent
    Service("webmin", 10_000, .tcp),  // ndmp
    Service("vmware-auth", 902, .tcp),  // ideafarm-door
    Service("vmware-auth", 903, .tcp),  // ideafarm-panic
    Service("proxmox", 8006, .tcp),  // wpl-analytics
    Service("plesk", 8880, .tcp),  // cddbp-alt
    Service("cpanel", 2082, .tcp),  // infowave
    Service("cpanel-ssl", 2083, .tcp),  // radsec
    Service("whm", 2086, .tcp),  // gnunet
    Service("whm-ssl", 2087, .tcp),  // eli
    Service("webmail", 2095, .tcp),  // nbx-ser
    Service("webmail-ssl", 2096, .tcp),  // nbx-dir
    Service("winbox", 8291, .tcp),
    Service("mikrotik-api", 8728, .tcp),
    Service("mikrotik-api-ssl", 8729, .tcp),
    Service("cisco-smi", 4786, .tcp),  // smart-install
    Service("ubnt-discovery", 10_001, .udp),  // scp-config
    Service("dvr-ip", 34_567, .tcp),  // dhanalakshmi
    Service("dahua", 37_777, .tcp),
    Service("swat", 901, .tcp),  // smpnameres
    Service("supervisor", 9001, .tcp),  // etlservicemgr
    Service("salt-publish", 4505, .tcp),
    Service("salt-request", 4506, .tcp),
    Service("dameware", 6129, .tcp),
    Service("radmin", 4899, .tcp),  // radmin-port
    Service("apple-remote-desktop", 3283, .both),  // apple-remote-de
    // Web, proxies and application servers.
    Service("http-alt", 81, .tcp),
    Service("http-alt", 8000, .tcp),  // irdmi
    Service("http-alt", 8081, .tcp),  // sunproxyadmin
    Service("http-alt", 8888, .tcp),  // ddi-tcp-1
    Service("https-alt", 8443, .tcp),  // pcsync-https
    Service("https-alt", 4443, .tcp),  // pharos
    Service("https-alt", 9443, .tcp),  // tungsten-https
    Service("https-alt", 10_443, .tcp),  // cirrossp
    Service("grafana", 3000, .tcp),  // hbci
    Service("vite", 5173, .tcp),
    Service("flask", 5000, .tcp),  // commplex-main
    Service("ajp13", 8009, .tcp),  // nvme-disc
    Service("weblogic", 7001, .tcp),  // afs3-callback
    Service("weblogic-ssl", 7002, .tcp),  // afs3-prserver
    Service("websphere-admin", 9060, .tcp),  // cardweb-io
    Service("websphere-admin-ssl", 9043, .tcp),
    Service("websphere-http", 9080, .tcp),  // glrpc
    Service("jboss-remoting", 4447, .tcp),  // n1-rmgmt
    Service("wildfly-admin", 9990, .tcp),  // osm-appsrvr
    Service("wildfly-admin-ssl", 9993, .tcp),  // palace-2
    Service("jmx", 9010, .tcp),  // sdr
    Service("jdwp", 5005, .tcp),  // avt-profile-2
    Service("glassfish-admin", 4848, .tcp),  // appserv-http
    Service("php-fpm", 9000, .tcp),  // cslistener
    Service("node-inspect", 9229, .tcp),
    Service("chrome-devtools", 9222, .tcp),  // teamcoherence
    Service("db2", 50_000, .tcp),
    Service("jupyter", 8889, .tcp),  // ddi-tcp-2
    Service("squid-http", 3128, .tcp),  // ndl-aas
    Service("tor-socks", 9050, .tcp),  // versiera
    Service("tor-control", 9051, .tcp),  // fio-cmgmt
    Service("rtmp", 1935, .tcp),  // macromedia-fcs
    Service("livereload", 35_729, .tcp),
    Service("solr", 8983, .tcp),
    Service("kibana", 5601, .tcp),  // esmagent
    Service("grafana-loki", 3100, .tcp),  // opcon-xps
    Service("artifactory", 8082, .tcp),  // us-cli
    Service("gerrit-ssh", 29_418, .tcp),
    Service("flash-policy", 843, .tcp),
    // Databases, caches and search.
    Service("oracle-tns", 1521, .tcp),  // ncube-lm
    Service("oracle-xe", 5500, .tcp),  // fcp-addr-srvr1
    Service("mongodb", 27_018, .tcp),
    Service("mongodb", 27_019, .tcp),
    Service("mongodb-http", 28_017, .tcp),
    Service("elasticsearch", 9200, .tcp),  // wap-wsp
    Service("elasticsearch-node", 9300, .tcp),  // vrace
    Service("cassandra", 9042, .tcp),
    Service("cassandra-tls", 9142, .tcp),
    Service("cassandra-thrift", 9160, .tcp),  // apani1
    Service("cassandra-storage", 7000, .tcp),  // afs3-fileserver
    Service("cassandra-jmx", 7199, .tcp),
    Service("scylla-api", 19_042, .tcp),
    Service("redis-cluster", 16_379, .tcp),
    Service("redis-sentinel", 26_379, .tcp),
    Service("memcached", 11_211, .both),  // memcache
    Service("postgresql-alt", 5433, .tcp),  // pyrrho
    Service("sap-hana", 30_015, .tcp),
    Service("sap-dispatcher", 3200, .tcp),  // tick-port
    Service("sap-gateway", 3300, .tcp),  // ceph
    Service("sap-message-server", 3600, .tcp),  // trap-daemon
    Service("sap-router", 3299, .tcp),  // pdrncs
    Service("firebird", 3050, .tcp),  // gds-db
    Service("neo4j-http", 7474, .tcp),  // neo4j
    Service("neo4j-https", 7473, .tcp),  // rise
    Service("neo4j-bolt", 7687, .tcp),  // bolt
    Service("influxdb", 8086, .tcp),  // d-s-n
    Service("clickhouse-http", 8123, .tcp),
    Service("clickhouse-tls", 9440, .tcp),
    Service("cockroachdb", 26_257, .tcp),  // cockroach
    Service("rethinkdb", 28_015, .tcp),
    Service("arangodb", 8529, .tcp),
    Service("orientdb", 2424, .tcp),  // kofax-svr
    Service("orientdb-http", 2480, .tcp),  // powerexchange
    Service("couchbase", 8091, .tcp),  // jamlink
    Service("couchbase-query", 8093, .tcp),
    Service("couchbase-data", 11_210, .tcp),
    Service("couchbase-ssl", 18_091, .tcp),
    Service("riak-http", 8098, .tcp),
    Service("hbase-master", 16_000, .tcp),  // fmsas
    Service("hbase-master-ui", 16_010, .tcp),
    Service("hbase-region", 16_020, .tcp),  // jwpc
    Service("hive-metastore", 9083, .tcp),  // emc-pp-mgmtsvc
    Service("hdfs-namenode", 8020, .tcp),  // intu-ec-svcdisc
    Service("hdfs-namenode-ui", 9870, .tcp),
    Service("hdfs-namenode-ui", 50_070, .tcp),
    Service("hdfs-datanode", 9866, .tcp),
    Service("hdfs-datanode-ui", 9864, .tcp),
    Service("yarn-resourcemanager", 8088, .tcp),  // radan-http
    Service("yarn-nodemanager", 8042, .tcp),  // fs-agent
    Service("impala", 21_050, .tcp),
    Service("impala-shell", 21_000, .tcp),  // irtrans
    Service("spark-master", 7077, .tcp),
    Service("spark-ui", 4040, .tcp),  // yo-main
    Service("flink", 6123, .tcp),  // backup-express
    Service("milvus", 19_530, .tcp),
    Service("qdrant", 6333, .tcp),
    Service("qdrant-grpc", 6334, .tcp),
    Service("meilisearch", 7700, .tcp),  // em7-secom
    Service("typesense", 8108, .tcp),
    Service("tidb", 4000, .tcp),  // terabase
    Service("tikv", 20_160, .tcp),
    Service("voltdb", 21_212, .tcp),  // trinket-agent
    Service("immudb", 3322, .tcp),
    Service("questdb", 8812, .tcp),
    Service("informix", 9088, .tcp),  // sqlexec
    Service("informix-ssl", 9089, .tcp),  // sqlexec-ssl
    Service("splunkd", 8089, .tcp),
    Service("splunk-forwarder", 9997, .tcp),  // palace-6
    // Orchestration, containers and machine learning.
    Service("kubernetes-api", 6443, .tcp),  // sun-sr-https
    Service("kubernetes-api-alt", 8001, .tcp),  // vcom-tunnel
    Service("kubelet", 10_250, .tcp),
    Service("kubelet-readonly", 10_255, .tcp),
    Service("kube-proxy-health", 10_256, .tcp),
    Service("kube-scheduler", 10_259, .tcp),
    Service("kube-controller", 10_257, .tcp),
    Service("docker-swarm", 7946, .both),
    Service("nomad", 4646, .tcp),  // dots-signal
    Service("nomad-rpc", 4647, .tcp),
    Service("nomad-serf", 4648, .both),
    Service("consul-http", 8500, .tcp),  // fmtp
    Service("consul-https", 8501, .tcp),  // cmtp-mgt
    Service("consul-dns", 8600, .both),  // asterix
    Service("consul-rpc", 8300, .tcp),  // tmi
    Service("consul-serf-lan", 8301, .both),  // amberon
    Service("consul-serf-wan", 8302, .both),
    Service("vault", 8200, .tcp),  // trivnet1
    Service("vault-cluster", 8201, .tcp),  // trivnet2
    Service("etcd-legacy", 4001, .tcp),  // newoak
    Service("mesos-master", 5050, .tcp),  // mmcc
    Service("mesos-agent", 5051, .tcp),  // ita-agent
    Service("envoy-admin", 9901, .tcp),
    Service("istio-pilot", 15_010, .tcp),
    Service("istio-pilot-tls", 15_012, .tcp),
    Service("ray-dashboard", 8265, .tcp),
    Service("ollama", 11_434, .tcp),
    Service("tensorboard", 6006, .tcp),  // x11
    Service("libvirt", 16_509, .tcp),
    Service("libvirt-tls", 16_514, .tcp),
    Service("spice", 5930, .tcp),
    Service("ovirt-vdsm", 54_321, .tcp),
    Service("ceph-mon", 6789, .tcp),  // radg
    Service("ceph-osd", 6800, .tcp),
    Service("glusterd", 24_007, .tcp),
    Service("gluster-rdma", 24_008, .tcp),
    Service("lustre", 988, .tcp),
  ]
}
