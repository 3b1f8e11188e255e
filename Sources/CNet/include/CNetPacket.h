// SPDX-License-Identifier: GPL-3.0-or-later
// Raw and packet sockets, their receive ring, and the kernel's tables of routes, neighbours and interfaces.
// Every function that calls the kernel returns its result, or -errno. No GNU extensions in here (CNet.h says why).
#ifndef CNET_PACKET_H
#define CNET_PACKET_H

#include "CNet.h"

#include <ifaddrs.h>

/// The sockets that need CAP_NET_RAW (packet(7), raw(7)).
enum {
  /// Receives from all links, from the network header on, and sends frames that the kernel puts the link's header before.
  CNET_RAW_LINK,
  /// Sends IPv4 packets with their own headers, which the kernel routes.
  CNET_RAW_IPV4,
  /// The same for IPv6.
  CNET_RAW_IPV6
};

/// Opens one of them; none receives before it is bound.
int cnet_raw_open(int kind);

/// The most packets of one call of `cnet_send_packets`.
enum { CNET_SEND_BATCH = 64 };

/// One packet that is to leave.
struct cnet_packet {
  const void *bytes;
  uint32_t count;
  /// The interface to leave through; for IP packets 0 leaves that to the kernel's routes.
  uint32_t interface;
  /// For IP packets: where to. For frames: the station's address in `low`, ETH_P_* in `high`.
  uint64_t high, low;
};

/// Sends up to CNET_SEND_BATCH packets in one call: how many left, or -errno when the first did not.
int cnet_send_packets(int fd, int kind, const struct cnet_packet *packets, uint32_t count);

// The receive ring (linux/if_packet.h, TPACKET_V3).

/// A ring that is mapped, and where reading stands.
struct cnet_ring {
  uint8_t *map;
  uint64_t size;
  uint32_t block_size;
  uint32_t blocks;
  uint32_t block;
  uint32_t left;
  uint8_t *next;
};

/// What one received packet is; `bytes` are good until the next call.
struct cnet_received {
  /// From the network header on.
  const uint8_t *bytes;
  uint32_t count;
  uint32_t interface;
  /// ETH_P_*.
  uint16_t protocol;
  /// Not 0 where the sender's own kernel has left the checksum to hardware that is not there.
  uint8_t checksum_open;
  /// Not 0 where the kernel has seen that the checksum is right.
  uint8_t checksum_good;
  /// Not 0 where it belongs to a VLAN (IEEE 802.1Q) above the interface, on which it is seen once more.
  uint8_t is_vlan;
  /// When it arrived, CLOCK_REALTIME.
  uint64_t nanoseconds;
  /// Bytes of the packet, of which `count` are here.
  uint32_t length;
  /// Who sent it over the link, for cnet_sender_of.
  const void *link;
};

/// Who sent a packet over its link (packet(7)).
struct cnet_link_sender {
  /// PACKET_HOST, PACKET_BROADCAST, PACKET_MULTICAST, PACKET_OTHERHOST, PACKET_OUTGOING.
  uint16_t kind;
  /// ARPHRD_*.
  uint16_t hardware;
  /// Bytes of the address, and the first eight of them.
  uint16_t length;
  uint8_t address[8];
};

/// Maps a ring of `blocks` blocks for `fd`, leaves out what this machine sends itself, lets through only what may answer a
/// probe (ARP, ICMP, TCP and UDP for `ports` ports from `first_port` on), and begins to receive.
int cnet_ring_open(int fd, struct cnet_ring *ring, uint32_t block_size, uint32_t blocks, uint16_t first_port,
                   uint16_t ports);
/// Changes which ports are let through, while the ring receives.
int cnet_ring_admit(int fd, uint16_t first_port, uint16_t ports);
/// Whether the resets that this machine itself sends from the ports are let through as well, as packets that leave.
int cnet_ring_admit_own_resets(int fd, uint16_t first_port, uint16_t ports, int on);
void cnet_ring_close(struct cnet_ring *ring);
/// The next packet: 1, or 0 when there is none.
int cnet_ring_next(struct cnet_ring *ring, struct cnet_received *out);
/// Who sent a packet of the ring; good as long as its bytes.
struct cnet_link_sender cnet_sender_of(const struct cnet_received *packet);
/// Packets that the kernel dropped since the last call because the ring was full.
int64_t cnet_ring_drops(int fd);

// Clocks.

static inline uint64_t cnet_real_nanoseconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

// Source ports.

/// Reserves a port for TCP and UDP of both families, so that the kernel gives it to nobody else: 0 and the sockets.
int cnet_reserve_port(uint16_t port, int out[2]);

// rtnetlink(7).

int cnet_netlink_open(void);

/// Where packets to an address go.
struct cnet_route {
  uint32_t interface;
  /// Whether there is a gateway, and it; an IPv4 address stands in `low`.
  uint8_t has_gateway, gateway_v6;
  /// RTN_*: 1 unicast, 2 local, 3 broadcast, 5 multicast, 6 blackhole, 7 unreachable, 8 prohibit.
  uint8_t type;
  uint8_t has_source;
  uint64_t gateway_high, gateway_low;
  uint64_t source_high, source_low;
  uint32_t mtu;
};

/// Asks the kernel which way packets to an address take; `interface` 0 leaves that open.
int cnet_route_to(int fd, int v6, uint64_t high, uint64_t low, uint32_t interface, struct cnet_route *out);

/// A network of some route or rule, or a neighbour's entry.
struct cnet_entry {
  uint64_t high, low;
  uint8_t v6;
  /// Network bits.
  uint8_t bits;
  uint8_t hardware[6];
  uint32_t interface;
};

enum { CNET_DUMP_ROUTES, CNET_DUMP_RULES, CNET_DUMP_NEIGHBOURS };

/// Calls `each` for every route or rule with a destination, or every neighbour whose Ethernet address is known; twice for
/// some where the table changed meanwhile.
int cnet_dump(int fd, int what, int v6, void *context, void (*each)(void *, const struct cnet_entry *));

/// What an interface is.
struct cnet_interface {
  /// ARPHRD_*: 1 Ethernet, 772 loopback.
  uint16_t kind;
  uint8_t hardware[6];
  uint8_t is_up, is_loopback, has_arp;
  uint32_t mtu;
};

int cnet_interface_of(uint32_t index, struct cnet_interface *out);

// Capabilities.

/// Whether this thread has CAP_NET_RAW in effect: 1, 0 or -errno.
int cnet_has_net_raw(void);
/// Gives up every capability of this thread and the way to any (PR_SET_NO_NEW_PRIVS); call it before other threads are
/// made, which inherit it.
int cnet_drop_privileges(void);
#endif
