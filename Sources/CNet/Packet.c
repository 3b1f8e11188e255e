// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE 1

#include "CNetPacket.h"

#include <linux/filter.h>
#include <linux/if_arp.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

#ifndef PACKET_IGNORE_OUTGOING
#define PACKET_IGNORE_OUTGOING 23
#endif
#ifndef IPV6_HDRINCL
#define IPV6_HDRINCL 36
#endif

int cnet_raw_open(int kind) {
  int flags = SOCK_NONBLOCK | SOCK_CLOEXEC;
  int fd, one = 1;
  switch (kind) {
    // Protocol 0 receives nothing until the socket is bound to another.
    case CNET_RAW_LINK:
      fd = socket(AF_PACKET, SOCK_DGRAM | flags, 0);
      if (fd < 0) return -errno;
      // Queueing would hide loss and add delay; a kernel without the option queues.
      (void)setsockopt(fd, SOL_PACKET, PACKET_QDISC_BYPASS, &one, sizeof one);
      break;
    case CNET_RAW_IPV4: return cnet_result(socket(AF_INET, SOCK_RAW | flags, IPPROTO_RAW));
    case CNET_RAW_IPV6:
      fd = socket(AF_INET6, SOCK_RAW | flags, IPPROTO_RAW);
      if (fd < 0) return -errno;
      if (setsockopt(fd, IPPROTO_IPV6, IPV6_HDRINCL, &one, sizeof one) < 0) {
        int code = errno;
        close(fd);
        return -code;
      }
      break;
    default: return -EINVAL;
  }
  int size = 4 << 20;
  (void)setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
  return fd;
}

// The interface that an IP packet must leave through, as a control message: the kernel's routes would else choose.
union cnet_exit {
  struct cmsghdr head;
  char v4[CMSG_SPACE(sizeof(struct in_pktinfo))];
  char v6[CMSG_SPACE(sizeof(struct in6_pktinfo))];
};

static void set_exit(struct msghdr *message, union cnet_exit *room, int kind, uint32_t interface) {
  memset(room, 0, sizeof *room);
  message->msg_control = room;
  if (kind == CNET_RAW_IPV4) {
    struct in_pktinfo info = {.ipi_ifindex = (int)interface};
    room->head.cmsg_level = IPPROTO_IP;
    room->head.cmsg_type = IP_PKTINFO;
    room->head.cmsg_len = CMSG_LEN(sizeof info);
    memcpy(CMSG_DATA(&room->head), &info, sizeof info);
    message->msg_controllen = sizeof room->v4;
  } else {
    struct in6_pktinfo info = {.ipi6_ifindex = interface};
    room->head.cmsg_level = IPPROTO_IPV6;
    room->head.cmsg_type = IPV6_PKTINFO;
    room->head.cmsg_len = CMSG_LEN(sizeof info);
    memcpy(CMSG_DATA(&room->head), &info, sizeof info);
    message->msg_controllen = sizeof room->v6;
  }
}

int cnet_send_packets(int fd, int kind, const struct cnet_packet *packets, uint32_t count) {
  struct mmsghdr messages[CNET_SEND_BATCH];
  struct iovec parts[CNET_SEND_BATCH];
  union {
    struct sockaddr_ll link;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
  } names[CNET_SEND_BATCH];
  union cnet_exit exits[CNET_SEND_BATCH];
  if (count > CNET_SEND_BATCH) count = CNET_SEND_BATCH;
  memset(messages, 0, count * sizeof messages[0]);
  for (uint32_t i = 0; i < count; i++) {
    const struct cnet_packet *p = &packets[i];
    socklen_t size;
    memset(&names[i], 0, sizeof names[i]);
    if (kind == CNET_RAW_LINK) {
      names[i].link.sll_family = AF_PACKET;
      names[i].link.sll_ifindex = (int)p->interface;
      names[i].link.sll_halen = 6;
      names[i].link.sll_protocol = htons((uint16_t)p->high);
      for (int place = 0; place < 6; place++) names[i].link.sll_addr[place] = (uint8_t)(p->low >> (40 - 8 * place));
      size = sizeof names[i].link;
    } else if (kind == CNET_RAW_IPV4) {
      names[i].v4.sin_family = AF_INET;
      names[i].v4.sin_addr.s_addr = htonl((uint32_t)p->low);
      size = sizeof names[i].v4;
    } else {
      uint64_t high = __builtin_bswap64(p->high), low = __builtin_bswap64(p->low);
      names[i].v6.sin6_family = AF_INET6;
      names[i].v6.sin6_scope_id = p->interface;
      memcpy(&names[i].v6.sin6_addr.s6_addr[0], &high, 8);
      memcpy(&names[i].v6.sin6_addr.s6_addr[8], &low, 8);
      size = sizeof names[i].v6;
    }
    parts[i].iov_base = (void *)p->bytes;
    parts[i].iov_len = p->count;
    messages[i].msg_hdr.msg_name = &names[i];
    messages[i].msg_hdr.msg_namelen = size;
    messages[i].msg_hdr.msg_iov = &parts[i];
    messages[i].msg_hdr.msg_iovlen = 1;
    if (kind != CNET_RAW_LINK && p->interface) set_exit(&messages[i].msg_hdr, &exits[i], kind, p->interface);
  }
  return cnet_result(sendmmsg(fd, messages, count, MSG_DONTWAIT));
}

// The filter reads packets from the network header on. SKF_AD_OFF + SKF_AD_PROTOCOL is the link's protocol number.

// With `resets`, TCP segments from the ports with RST are let through too.
static int attach_filter(int fd, uint16_t first, uint16_t ports, int resets) {
  const uint32_t last = (uint32_t)first + ports - 1;
  struct sock_filter code[] = {
      /*  0 */ BPF_STMT(BPF_LD | BPF_H | BPF_ABS, (uint32_t)(SKF_AD_OFF + SKF_AD_PROTOCOL)),
      /*  1 */ BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ETH_P_IP, 3, 0),
      /*  2 */ BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ETH_P_IPV6, 10, 0),
      /*  3 */ BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ETH_P_ARP, 18, 0),
      /*  4 */ BPF_STMT(BPF_RET | BPF_K, 0),
      // IPv4: protocol, no later fragment, port behind the header and its options.
      /*  5 */ BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 9),
      /*  6 */ BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, IPPROTO_ICMP, 15, 0),
      /*  7 */ BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, IPPROTO_TCP, 1, 0),
      /*  8 */ BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, IPPROTO_UDP, 0, 12),
      /*  9 */ BPF_STMT(BPF_LD | BPF_H | BPF_ABS, 6),
      /* 10 */ BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, 0x1fff, 10, 0),
      /* 11 */ BPF_STMT(BPF_LDX | BPF_B | BPF_MSH, 0),
      /* 12 */ BPF_JUMP(BPF_JMP | BPF_JA, 5, 0, 0),
      // IPv6: next header; whatever stands behind extension headers is looked at outside.
      /* 13 */ BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 6),
      /* 14 */ BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, IPPROTO_TCP, 2, 0),
      /* 15 */ BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, IPPROTO_UDP, 1, 0),
      /* 16 */ BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, IPPROTO_NONE, 4, 5),
      /* 17 */ BPF_STMT(BPF_LDX | BPF_W | BPF_IMM, 40),
      /* 18 */ BPF_STMT(BPF_LD | BPF_H | BPF_IND, 2),
      /* 19 */ BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, first, 0, 1),
      /* 20 */ BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, last, 0, 1),
      /* 21 */ BPF_STMT(BPF_RET | BPF_K, 0),
      /* 22 */ BPF_STMT(BPF_RET | BPF_K, 4096),
      // Whose port the segment comes from, and whether it is a reset. What is none and gets here is known outside.
      /* 23 */ BPF_STMT(BPF_LD | BPF_H | BPF_IND, 0),
      /* 24 */ BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, first, 0, 3),
      /* 25 */ BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, last, 2, 0),
      /* 26 */ BPF_STMT(BPF_LD | BPF_B | BPF_IND, 13),
      /* 27 */ BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, 0x04, 1, 0),
      /* 28 */ BPF_STMT(BPF_RET | BPF_K, 0),
      /* 29 */ BPF_STMT(BPF_RET | BPF_K, 4096),
  };
  const struct sock_filter further = BPF_JUMP(BPF_JMP | BPF_JA, 1, 0, 0);
  if (resets) code[21] = further;
  struct sock_fprog program = {.len = sizeof code / sizeof code[0], .filter = code};
  return cnet_result(setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program));
}

int cnet_ring_admit(int fd, uint16_t first_port, uint16_t ports) { return attach_filter(fd, first_port, ports, 0); }

int cnet_ring_admit_own_resets(int fd, uint16_t first_port, uint16_t ports, int on) {
  int ignored = !on;
  int r = attach_filter(fd, first_port, ports, on);
  if (r < 0) return r;
  return cnet_result(setsockopt(fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, &ignored, sizeof ignored));
}

int cnet_ring_open(int fd, struct cnet_ring *ring, uint32_t block_size, uint32_t blocks, uint16_t first_port,
                   uint16_t ports) {
  int version = TPACKET_V3, one = 1;
  struct tpacket_req3 request = {.tp_block_size = block_size,
                                 .tp_block_nr = blocks,
                                 .tp_frame_size = 2048,
                                 .tp_frame_nr = block_size / 2048 * blocks,
                                 .tp_retire_blk_tov = 1};
  memset(ring, 0, sizeof *ring);
  int r = attach_filter(fd, first_port, ports, 0);
  if (r < 0) return r;
  if (setsockopt(fd, SOL_PACKET, PACKET_VERSION, &version, sizeof version) < 0) return -errno;
  // Kernels before 4.20 do not know it; there the packets that we send are told by what they hold.
  (void)setsockopt(fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, &one, sizeof one);
  if (setsockopt(fd, SOL_PACKET, PACKET_RX_RING, &request, sizeof request) < 0) return -errno;
  ring->size = (uint64_t)block_size * blocks;
  ring->map = mmap(NULL, ring->size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (ring->map == MAP_FAILED) {
    ring->map = NULL;
    return -errno;
  }
  ring->block_size = block_size;
  ring->blocks = blocks;
  struct sockaddr_ll everywhere = {.sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL)};
  if (bind(fd, (struct sockaddr *)&everywhere, sizeof everywhere) < 0) {
    int code = errno;
    cnet_ring_close(ring);
    return -code;
  }
  return 0;
}

void cnet_ring_close(struct cnet_ring *ring) {
  if (ring->map) munmap(ring->map, ring->size);
  ring->map = NULL;
}

static struct tpacket_block_desc *block_of(const struct cnet_ring *ring) {
  return (struct tpacket_block_desc *)(ring->map + (uint64_t)ring->block * ring->block_size);
}

int cnet_ring_next(struct cnet_ring *ring, struct cnet_received *out) {
  while (ring->left == 0) {
    struct tpacket_block_desc *block = block_of(ring);
    if (ring->next) {
      // The block is read: back to the kernel, on to the next.
      ring->next = NULL;
      __atomic_store_n(&block->hdr.bh1.block_status, TP_STATUS_KERNEL, __ATOMIC_RELEASE);
      ring->block = (ring->block + 1) % ring->blocks;
      continue;
    }
    if (!(__atomic_load_n(&block->hdr.bh1.block_status, __ATOMIC_ACQUIRE) & TP_STATUS_USER)) return 0;
    ring->left = block->hdr.bh1.num_pkts;
    ring->next = (uint8_t *)block + block->hdr.bh1.offset_to_first_pkt;
  }
  const struct tpacket3_hdr *head = (const struct tpacket3_hdr *)ring->next;
  // A frame of a VLAN is seen on the interface below as well: there it says nothing of that interface's own link.
  out->is_vlan = (head->tp_status & TP_STATUS_VLAN_VALID) && (head->hv1.tp_vlan_tci & 0xfff);
  const struct sockaddr_ll *link = (const struct sockaddr_ll *)(ring->next + TPACKET_ALIGN(sizeof *head));
  out->bytes = ring->next + head->tp_net;
  out->count = head->tp_snaplen;
  out->length = head->tp_len;
  out->link = link;
  out->interface = (uint32_t)link->sll_ifindex;
  out->protocol = ntohs(link->sll_protocol);
  out->checksum_open = (head->tp_status & TP_STATUS_CSUMNOTREADY) != 0;
  out->checksum_good = (head->tp_status & TP_STATUS_CSUM_VALID) != 0;
  out->nanoseconds = (uint64_t)head->tp_sec * 1000000000u + head->tp_nsec;
  ring->next += head->tp_next_offset;
  ring->left--;
  return 1;
}

struct cnet_link_sender cnet_sender_of(const struct cnet_received *packet) {
  const struct sockaddr_ll *link = packet->link;
  struct cnet_link_sender sender = {0};
  if (!link) return sender;
  sender.kind = link->sll_pkttype;
  sender.hardware = link->sll_hatype;
  sender.length = link->sll_halen;
  memcpy(sender.address, link->sll_addr, sizeof sender.address);
  return sender;
}

int64_t cnet_ring_drops(int fd) {
  struct tpacket_stats_v3 stats;
  socklen_t size = sizeof stats;
  if (getsockopt(fd, SOL_PACKET, PACKET_STATISTICS, &stats, &size) < 0) return -errno;
  return stats.tp_drops;
}

static int reserve(int type, uint16_t port) {
  int fd = socket(AF_INET6, type | SOCK_CLOEXEC, 0), v6 = fd >= 0, zero = 0;
  struct cnet_endpoint e;
  if (v6) {
    (void)setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &zero, sizeof zero);
    cnet_endpoint_v6(&e, 0, 0, port, 0);
  } else {
    fd = socket(AF_INET, type | SOCK_CLOEXEC, 0);
    if (fd < 0) return -errno;
    cnet_endpoint_v4(&e, 0, port);
  }
  if (type == SOCK_DGRAM) {
    // What arrives here is read from the ring; the socket itself need not keep it.
    int least = 1;
    (void)setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &least, sizeof least);
  }
  if (bind(fd, &e.sa.any, e.length) < 0) {
    int code = errno;
    close(fd);
    return -code;
  }
  return fd;
}

int cnet_reserve_port(uint16_t port, int out[2]) {
  out[0] = reserve(SOCK_STREAM, port);
  if (out[0] < 0) return out[0];
  out[1] = reserve(SOCK_DGRAM, port);
  if (out[1] < 0) close(out[0]);
  return out[1] < 0 ? out[1] : 0;
}

int cnet_interface_of(uint32_t index, struct cnet_interface *out) {
  struct ifreq request;
  memset(&request, 0, sizeof request);
  memset(out, 0, sizeof *out);
  if (!if_indextoname(index, request.ifr_name)) return -errno;
  int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return -errno;
  int code = 0;
  if (ioctl(fd, SIOCGIFHWADDR, &request) < 0) code = -errno;
  out->kind = request.ifr_hwaddr.sa_family;
  memcpy(out->hardware, request.ifr_hwaddr.sa_data, 6);
  if (code == 0 && ioctl(fd, SIOCGIFFLAGS, &request) < 0) code = -errno;
  out->is_up = (request.ifr_flags & IFF_UP) != 0;
  out->is_loopback = (request.ifr_flags & IFF_LOOPBACK) != 0;
  out->has_arp = (request.ifr_flags & IFF_NOARP) == 0;
  if (code == 0 && ioctl(fd, SIOCGIFMTU, &request) < 0) code = -errno;
  out->mtu = (uint32_t)request.ifr_mtu;
  close(fd);
  return code;
}
