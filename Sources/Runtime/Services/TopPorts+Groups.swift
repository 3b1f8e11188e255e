// SPDX-License-Identifier: GPL-3.0-or-later

extension TopPorts {
  /// The ports that decide most scans: what is exposed most, and what does most harm when it is.
  static let leaders: [UInt16] = [
    // The web, a login, a desktop, Windows file sharing: seen everywhere, attacked all day.
    443, 80, 22, 3389, 445, 8080, 8443, 21, 23, 25,
    // Names, databases and control planes that give everything away when they stand open.
    53, 3306, 5432, 6379, 27_017, 9200, 1433, 6443, 2375, 5900,
    // Windows and directory services, then mail as people read and send it.
    135, 139, 389, 88, 636, 143, 993, 110, 995, 587, 465,
    // Second web ports and consoles that developers leave running.
    8000, 3000, 5000, 8888, 9000, 9090, 8081, 10_000, 81, 7001,
    // Unix file services, remote management, more stores and orchestration.
    111, 2049, 873, 5985, 5986, 1521, 11_211, 10_250, 2379, 8500,
    // Message brokers, proxies, tunnels, telephony, cameras, printers.
    5672, 9092, 1883, 2181, 3128, 1080, 1723, 5060, 554, 9100, 631,
    // Plant control, where one open port is an incident.
    502, 102, 44_818, 20_000, 47_808,
  ]

  /// Remote access and administration: a way in once a password is guessed.
  static let remoteAccess: [UInt16] = [
    2222, 22_222, 2022, 2200, 2323, 992, 107,  // SSH and Telnet, moved
    512, 513, 514, 543, 544, 2105,  // the r-commands, with and without Kerberos
    3390, 3391,  // Remote Desktop, moved; 3391 its gateway
    5901, 5902, 5903, 5904, 5800, 5801, 5930, 6000, 6001, 6002, 6003, 6004, 6005,  // VNC, SPICE, X11
    5555, 4899, 5938, 7070, 21_115, 21_116, 21_117, 6129, 5631, 3283, 4172, 1494,  // support and thin clients
    8291, 8728, 8729, 7547, 4786, 34_567, 37_777, 8006, 902, 903, 623, 664,  // routers, cameras, hypervisors, BMCs
    16_992, 16_993, 16_994, 16_995,  // Intel AMT
    830, 6513, 4505, 4506, 8140, 9999, 4444, 31_337, 12_345,  // configuration management; backdoors
  ]

  /// Web servers, their consoles and application servers.
  static let web: [UInt16] = [
    82, 83, 84, 85, 86, 8008, 8088, 8082, 8083, 8084, 8085, 8086, 8087, 8089, 8090, 8001, 8002, 8003,
    8180, 8181, 8280, 8800, 8880, 8889, 8899, 9001, 9080, 9081, 9443, 4443, 10_443, 7443, 5443, 1443, 2443, 3443,
    8444, 8445, 9444, 8834, 591, 593, 444, 4433, 8118, 8123,
    2082, 2083, 2086, 2087, 2095, 2096, 8447, 10_001,  // hosting panels
    8009, 7002, 4848, 9060, 9043, 9990, 9993, 4447, 8686, 1099, 9010, 5005,  // Java servers, JMX, JDWP
    9229, 9222, 5173, 4200, 3001, 3002, 3003, 8501, 5001, 5002, 4000, 4567, 1337, 7860,  // development servers
    8161, 8983, 5601, 8111, 8112, 9002, 9003, 50_000, 843, 35_729, 1311, 901,  // consoles
    3129, 9050, 9051, 1081, 1082, 10_808, 10_809, 7890, 7891, 3130,  // proxies
  ]

  /// Databases, caches, search and analytics.
  static let databases: [UInt16] = [
    1434, 1522, 1525, 1526, 5500, 3307, 3308, 33_060,  // SQL Server, Oracle, MySQL
    5433, 5434, 6432, 26_257, 20_160, 3050, 50_001, 523, 2638,  // PostgreSQL kin, Db2, Sybase
    9088, 9089, 1972, 30_015, 3200, 3299, 3300, 3301, 3600,  // Informix, IRIS, SAP
    27_018, 27_019, 27_020, 28_017, 5984, 6984, 8091, 8093, 11_210, 18_091,  // document stores
    9300, 9201, 9042, 9142, 9160, 7000, 7199, 19_042, 6380, 6381, 16_379, 26_379, 11_212, 11_222,  // search, caches
    7474, 7473, 7687, 8529, 2424, 2480, 28_015, 8098, 3322, 21_212,  // graphs and others
    9440, 9009, 8812, 4242, 9306, 9312, 7700, 8108, 19_530, 6333, 6334,  // columns, time, vectors
    16_000, 16_010, 16_020, 16_030, 9083, 10_002, 8020, 9870, 9866, 9864, 50_070, 50_075, 8042, 8032,  // Hadoop
    21_050, 21_000, 25_000, 7077, 4040, 18_080, 6123, 8047, 10_800, 47_500, 5701, 7574, 40_404,  // analytics, grids
  ]

  /// Containers, clusters, clouds and machine learning: one port is often the whole estate.
  static let orchestration: [UInt16] = [
    2376, 2377, 2380, 4001, 10_255, 10_256, 10_257, 10_259, 6444, 16_443, 30_000,
    8300, 8301, 8302, 8502, 8600, 4646, 4647, 4648, 8200, 8201, 7946, 5050, 5051, 8265, 15_010, 15_012,
    15_000, 9901, 2019, 8404, 1936,  // meshes and load balancers
    11_434, 6006, 8033,  // model servers and notebooks
    16_509, 16_514, 54_321, 35_357, 6080, 8004,  // hypervisors, OpenStack
    3260, 860, 6789, 6800, 6801, 24_007, 24_008, 49_152, 988, 4420, 7480,  // block and cluster storage
  ]

  /// Mail.
  static let mail: [UInt16] = [
    26, 24, 2525, 109, 106, 366, 209, 783, 4190, 10_024, 10_025, 1109, 691, 2000, 3310,
    1025, 7071, 7072, 7073,
  ]

  /// Files, backup and synchronisation.
  static let fileSharing: [UInt16] = [
    20, 115, 989, 990, 2121, 2100, 548, 427, 20_048, 20_049, 32_768, 22_000, 8384, 3689, 3690,
    9418, 29_418, 2401, 8021, 524, 1344,  // transfer, sources, Novell
    9101, 9102, 9103, 9392, 9401, 6160, 7937, 7938, 13_724, 13_782, 1556, 6050, 6106,  // backup
    8400, 497, 1500, 9876, 8432, 10_080, 6881, 6882, 6883, 4661, 4662, 6346, 6347,
  ]

  /// Directory, authentication and the Windows domain.
  static let directory: [UInt16] = [
    464, 3268, 3269, 9389, 749, 49, 42, 49_153, 49_154, 49_155, 49_156, 49_157,
    49_664, 49_665, 49_666, 49_667, 808, 1801, 5357, 5358, 2869, 5355,
    3868, 113, 79, 43, 37, 13, 9, 7, 19, 17, 11, 1,
  ]

  /// Messaging, coordination and chat.
  static let messaging: [UInt16] = [
    5671, 15_672, 25_672, 4369, 5552, 9093, 9094, 9095, 2888, 3888, 61_616, 61_613, 61_614, 8883,
    4222, 6222, 8222, 4150, 4151, 6650, 6651, 7233, 1414, 9091, 5556, 5557, 5222, 5223, 5269, 5280, 5281,
    6667, 6697, 6660, 6661, 6662, 6663, 6664, 6665, 6666, 6668, 6669, 194, 64_738, 8448, 3478, 5349,
  ]

  /// Monitoring, logs and traces.
  static let monitoring: [UInt16] = [
    199, 705, 10_050, 10_051, 10_052, 5666, 5667, 5665, 6556, 12_489, 4949, 9104, 9115, 9187,
    9096, 3100, 9411, 16_686, 4317, 4318, 8126, 2003, 2004, 24_224, 5044, 5045, 9600, 12_201,
    1514, 1515, 55_000, 9997, 601, 6514, 19_999, 8649, 8651, 44_321, 44_322, 44_323, 9390, 3493, 3551,
    4739, 1241, 10_161, 10_162,
  ]

  /// Tunnels, gateways, firewalls and routing.
  static let tunnels: [UInt16] = [
    1194, 541, 264, 256, 257, 259, 18_264, 18_190, 18_191, 10_086,
    8388, 8389, 655, 853, 5353, 953, 179, 646, 639, 711, 11_019, 323, 324, 2600, 2601, 2602, 2603,
    2604, 2605, 2606, 2608, 6633, 6640, 6653, 4353, 4334, 4335, 4336, 9339, 9340, 9559, 1720,
  ]

  /// Industrial control and buildings.
  static let industrial: [UInt16] = [
    802, 2404, 19_998, 4840, 4843, 1911, 4911, 3011, 1962, 20_547, 789, 18_245, 18_246, 1217, 2455,
    11_740, 5006, 5007, 5094, 20_256, 48_898, 3671, 4059, 30_704, 34_980,
    41_794, 41_795, 2101, 2947, 5084, 5085, 5024, 5025, 4880, 1502,
  ]

  /// Telephony, cameras and media.
  static let voiceAndMedia: [UInt16] = [
    5061, 5038, 1719, 2944, 3483, 8554, 1935, 1755, 322, 5554, 10_554,
    32_400, 8096, 8920, 8060, 1400, 4070, 6600, 37_215, 52_869,
    104, 11_112, 2762, 2575, 10_011, 30_033,  // DICOM and HL7 images and records; TeamSpeak
  ]

  /// Printers, scanners, things in the house.
  static let printingAndDevices: [UInt16] = [
    515, 6566, 3910, 3911, 1880, 6053, 7125, 55_443, 5431,
    49_000, 32_764, 30_005, 7676, 62_078, 3702,
  ]

  /// Source control, licence servers, debuggers, chains.
  static let development: [UInt16] = [
    3632, 2345, 1666, 50_022, 1947, 27_000, 27_001, 27_002, 5053,
    5054, 6200, 55_553, 50_050, 13_443, 4730, 6445, 6817, 8787, 8333, 8332, 18_333, 9333, 30_303,
    8545, 8546, 18_081, 3333,
  ]

  /// Games.
  static let games: [UInt16] = [
    25_565, 25_575, 27_015, 27_036, 7777, 3724, 6112, 1119, 27_960, 666,
  ]
}
