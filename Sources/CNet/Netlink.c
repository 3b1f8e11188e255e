// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE 1

#include "CNetPacket.h"

#include <linux/fib_rules.h>
#include <linux/neighbour.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>

int cnet_netlink_open(void) { return cnet_result(socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE)); }

static void take_address(const struct rtattr *a, int v6, uint64_t *high, uint64_t *low) {
  const uint8_t *b = RTA_DATA(a);
  *high = 0;
  *low = 0;
  if (v6 && RTA_PAYLOAD(a) >= 16) {
    for (int i = 0; i < 8; i++) *high = *high << 8 | b[i];
    for (int i = 8; i < 16; i++) *low = *low << 8 | b[i];
  } else if (RTA_PAYLOAD(a) >= 4) {
    for (int i = 0; i < 4; i++) *low = *low << 8 | b[i];
  }
}

static void put_address(uint8_t *b, int v6, uint64_t high, uint64_t low) {
  if (v6) {
    uint64_t h = __builtin_bswap64(high), l = __builtin_bswap64(low);
    memcpy(b, &h, 8);
    memcpy(b + 8, &l, 8);
  } else {
    uint32_t a = htonl((uint32_t)low);
    memcpy(b, &a, 4);
  }
}

static void add(struct nlmsghdr *head, uint16_t type, const void *bytes, uint16_t count) {
  struct rtattr *a = (struct rtattr *)((char *)head + NLMSG_ALIGN(head->nlmsg_len));
  a->rta_type = type;
  a->rta_len = RTA_LENGTH(count);
  memcpy(RTA_DATA(a), bytes, count);
  head->nlmsg_len = NLMSG_ALIGN(head->nlmsg_len) + RTA_ALIGN(a->rta_len);
}

/// Sends a question under a number of its own, by which its answers are known: those to an earlier one may still wait.
static int ask(int fd, struct nlmsghdr *head) {
  static __thread uint32_t serial;
  struct sockaddr_nl kernel = {.nl_family = AF_NETLINK};
  head->nlmsg_seq = ++serial;
  ssize_t r;
  do r = sendto(fd, head, head->nlmsg_len, 0, (struct sockaddr *)&kernel, sizeof kernel);
  while (r < 0 && errno == EINTR);
  return r < 0 ? -errno : 0;
}

/// Receives one message of the kernel into `bytes`: its size, or -errno.
static ssize_t hear(int fd, void *bytes, size_t size) {
  ssize_t r;
  do r = recv(fd, bytes, size, 0);
  while (r < 0 && errno == EINTR);
  return r < 0 ? -errno : r;
}

static void read_metrics(const struct rtattr *metrics, uint32_t *mtu) {
  int left = (int)RTA_PAYLOAD(metrics);
  for (const struct rtattr *a = RTA_DATA(metrics); RTA_OK(a, left); a = RTA_NEXT(a, left))
    if (a->rta_type == RTAX_MTU) memcpy(mtu, RTA_DATA(a), sizeof *mtu);
}

static void read_route(const struct nlmsghdr *head, int v6, struct cnet_route *out) {
  const struct rtmsg *route = NLMSG_DATA(head);
  int left = (int)RTM_PAYLOAD(head);
  out->type = route->rtm_type;
  for (const struct rtattr *a = RTM_RTA(route); RTA_OK(a, left); a = RTA_NEXT(a, left)) {
    switch (a->rta_type) {
      case RTA_OIF: memcpy(&out->interface, RTA_DATA(a), 4); break;
      case RTA_GATEWAY:
        out->has_gateway = 1;
        out->gateway_v6 = (uint8_t)v6;
        take_address(a, v6, &out->gateway_high, &out->gateway_low);
        break;
      case RTA_VIA: {
        // RFC 5549: an IPv4 route through an IPv6 neighbour.
        const struct rtvia *via = RTA_DATA(a);
        int via6 = via->rtvia_family == AF_INET6;
        const uint8_t *b = (const uint8_t *)via->rtvia_addr;
        out->has_gateway = 1;
        out->gateway_v6 = (uint8_t)via6;
        out->gateway_high = 0;
        out->gateway_low = 0;
        if (via6) {
          for (int i = 0; i < 8; i++) out->gateway_high = out->gateway_high << 8 | b[i];
          for (int i = 8; i < 16; i++) out->gateway_low = out->gateway_low << 8 | b[i];
        } else {
          for (int i = 0; i < 4; i++) out->gateway_low = out->gateway_low << 8 | b[i];
        }
        break;
      }
      case RTA_PREFSRC:
        out->has_source = 1;
        take_address(a, v6, &out->source_high, &out->source_low);
        break;
      case RTA_METRICS: read_metrics(a, &out->mtu); break;
      default: break;
    }
  }
}

int cnet_route_to(int fd, int v6, uint64_t high, uint64_t low, uint32_t interface, struct cnet_route *out) {
  union {
    struct nlmsghdr head;
    char bytes[8192];
  } m;
  memset(&m, 0, 256);
  memset(out, 0, sizeof *out);
  m.head.nlmsg_len = NLMSG_LENGTH(sizeof(struct rtmsg));
  m.head.nlmsg_type = RTM_GETROUTE;
  m.head.nlmsg_flags = NLM_F_REQUEST;
  struct rtmsg *route = NLMSG_DATA(&m.head);
  uint8_t address[16];
  route->rtm_family = v6 ? AF_INET6 : AF_INET;
  route->rtm_dst_len = v6 ? 128 : 32;
  put_address(address, v6, high, low);
  add(&m.head, RTA_DST, address, v6 ? 16 : 4);
  if (interface) add(&m.head, RTA_OIF, &interface, 4);
  int r = ask(fd, &m.head);
  if (r < 0) return r;
  const uint32_t serial = m.head.nlmsg_seq;
  do {
    ssize_t count = hear(fd, &m, sizeof m);
    if (count < 0) return (int)count;
    if (!NLMSG_OK(&m.head, (uint32_t)count)) return -EPROTO;
  } while (m.head.nlmsg_seq != serial);
  if (m.head.nlmsg_type == NLMSG_ERROR) {
    const struct nlmsgerr *error = NLMSG_DATA(&m.head);
    return error->error < 0 ? error->error : -EPROTO;
  }
  if (m.head.nlmsg_type != RTM_NEWROUTE) return -EPROTO;
  read_route(&m.head, v6, out);
  return 0;
}

/// Whether an entry is of interest.
static int read_entry(const struct nlmsghdr *head, int what, struct cnet_entry *out) {
  memset(out, 0, sizeof *out);
  if (what == CNET_DUMP_NEIGHBOURS) {
    const struct ndmsg *m = NLMSG_DATA(head);
    int left = (int)(head->nlmsg_len - NLMSG_LENGTH(sizeof *m)), known = 0, named = 0;
    // What the kernel itself would ask again is asked again by us too.
    if (!(m->ndm_state & (NUD_REACHABLE | NUD_PERMANENT))) return 0;
    out->v6 = m->ndm_family == AF_INET6;
    out->interface = (uint32_t)m->ndm_ifindex;
    const struct rtattr *a = (const struct rtattr *)((const char *)m + NLMSG_ALIGN(sizeof *m));
    for (; RTA_OK(a, left); a = RTA_NEXT(a, left)) {
      if (a->rta_type == NDA_DST) {
        take_address(a, out->v6, &out->high, &out->low);
        named = 1;
      } else if (a->rta_type == NDA_LLADDR && RTA_PAYLOAD(a) == 6) {
        memcpy(out->hardware, RTA_DATA(a), 6);
        known = 1;
      }
    }
    return named && known;
  }
  // Rules have the layout of routes as far as this goes: family and network bits first, then attributes.
  const struct rtmsg *m = NLMSG_DATA(head);
  int left = (int)RTM_PAYLOAD(head), found = what == CNET_DUMP_ROUTES && m->rtm_dst_len == 0;
  out->v6 = m->rtm_family == AF_INET6;
  out->bits = m->rtm_dst_len;
  for (const struct rtattr *a = RTM_RTA(m); RTA_OK(a, left); a = RTA_NEXT(a, left)) {
    if (a->rta_type != (what == CNET_DUMP_RULES ? (int)FRA_DST : (int)RTA_DST)) continue;
    take_address(a, out->v6, &out->high, &out->low);
    found = 1;
  }
  return found;
}

/// One dump: 0, 1 when the table changed meanwhile and something may be missing, or -errno.
static int dump(int fd, int what, int v6, void *context, void (*each)(void *, const struct cnet_entry *)) {
  static const uint16_t types[] = {RTM_GETROUTE, RTM_GETRULE, RTM_GETNEIGH};
  struct {
    struct nlmsghdr head;
    union {
      struct rtmsg route;
      struct ndmsg neighbour;
    } body;
  } request;
  memset(&request, 0, sizeof request);
  request.head.nlmsg_len =
      NLMSG_LENGTH(what == CNET_DUMP_NEIGHBOURS ? sizeof request.body.neighbour : sizeof request.body.route);
  request.head.nlmsg_type = types[what];
  request.head.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
  request.body.route.rtm_family = v6 ? AF_INET6 : AF_INET;
  int r = ask(fd, &request.head), is_interrupted = 0;
  if (r < 0) return r;
  union {
    struct nlmsghdr head;
    char bytes[32768];
  } m;
  for (;;) {
    ssize_t received = hear(fd, &m, sizeof m);
    if (received < 0) return (int)received;
    uint32_t left = (uint32_t)received;
    for (struct nlmsghdr *head = &m.head; NLMSG_OK(head, left); head = NLMSG_NEXT(head, left)) {
      if (head->nlmsg_seq != request.head.nlmsg_seq) continue;
      if (head->nlmsg_flags & NLM_F_DUMP_INTR) is_interrupted = 1;
      if (head->nlmsg_type == NLMSG_DONE) return is_interrupted;
      if (head->nlmsg_type == NLMSG_ERROR) return ((struct nlmsgerr *)NLMSG_DATA(head))->error;
      struct cnet_entry entry;
      if (read_entry(head, what, &entry)) each(context, &entry);
    }
  }
}

int cnet_dump(int fd, int what, int v6, void *context, void (*each)(void *, const struct cnet_entry *)) {
  // A table that changes all the time is taken as it was seen the last time.
  int r = 1;
  for (int tries = 0; r == 1 && tries < 4; tries++) r = dump(fd, what, v6, context, each);
  // A kernel without the family, or without rules of policy, has none to tell of.
  return r == -EAFNOSUPPORT || r == -EOPNOTSUPP || r == 1 ? 0 : r;
}
