// SPDX-License-Identifier: GPL-3.0-or-later
// What needs GNU extensions stays out of the header: Swift's own C library module is built without them, and two
// views of one system header cannot be imported together.
#define _GNU_SOURCE 1

#include "CNet.h"

#include <fcntl.h>
#include <linux/errqueue.h>
#include <linux/if_packet.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <time.h>

_Static_assert((int)CNET_IN == (int)EPOLLIN && (int)CNET_OUT == (int)EPOLLOUT, "epoll bits");
_Static_assert((int)CNET_ERR == (int)EPOLLERR && (int)CNET_HUP == (int)EPOLLHUP, "epoll bits");
_Static_assert((int)CNET_RDHUP == (int)EPOLLRDHUP && (int)CNET_ONESHOT == (int)EPOLLONESHOT, "epoll bits");
_Static_assert((int)CNET_ORIGIN_ICMP == SO_EE_ORIGIN_ICMP, "queue origins");
_Static_assert((int)CNET_ORIGIN_ICMP6 == SO_EE_ORIGIN_ICMP6, "queue origins");

int cnet_accept(int fd) { return cnet_result(accept4(fd, NULL, NULL, SOCK_CLOEXEC)); }

int cnet_take_queued_error(int fd, struct cnet_queued_error *out) {
  union {
    char bytes[256];
    struct cmsghdr align;
  } control;
  struct msghdr message;
  memset(&message, 0, sizeof message);
  message.msg_control = control.bytes;
  message.msg_controllen = sizeof control.bytes;
  ssize_t r = recvmsg(fd, &message, MSG_ERRQUEUE | MSG_DONTWAIT);
  if (r < 0) return errno == EAGAIN ? 0 : -errno;
  memset(out, 0, sizeof *out);
  for (struct cmsghdr *c = CMSG_FIRSTHDR(&message); c; c = CMSG_NXTHDR(&message, c)) {
    int ours = (c->cmsg_level == IPPROTO_IP && c->cmsg_type == IP_RECVERR) ||
               (c->cmsg_level == IPPROTO_IPV6 && c->cmsg_type == IPV6_RECVERR);
    if (!ours) continue;
    struct sock_extended_err ee;
    memcpy(&ee, CMSG_DATA(c), sizeof ee);
    out->error = ee.ee_errno;
    out->origin = ee.ee_origin;
    out->type = ee.ee_type;
    out->code = ee.ee_code;
    const struct sockaddr *from = (const struct sockaddr *)(CMSG_DATA(c) + sizeof ee);
    size_t left = c->cmsg_len - CMSG_LEN(sizeof ee);
    if (left >= sizeof(struct sockaddr_in6) && from->sa_family == AF_INET6)
      cnet_endpoint_from(&out->offender, from, sizeof(struct sockaddr_in6));
    else if (left >= sizeof(struct sockaddr_in) && from->sa_family == AF_INET)
      cnet_endpoint_from(&out->offender, from, sizeof(struct sockaddr_in));
  }
  return 1;
}

int cnet_epoll_set(int epoll, int add, int fd, uint32_t events, uint64_t token) {
  struct epoll_event e;
  memset(&e, 0, sizeof e);
  e.events = events;
  e.data.u64 = token;
  return cnet_result(epoll_ctl(epoll, add ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, fd, &e));
}

int cnet_epoll_wait(int epoll, struct cnet_event *out, int64_t nanoseconds) {
  struct epoll_event events[CNET_BATCH];
  int n;
  if (nanoseconds <= 0) {
    n = epoll_wait(epoll, events, CNET_BATCH, nanoseconds < 0 ? -1 : 0);
  } else {
    struct timespec t = {.tv_sec = nanoseconds / 1000000000, .tv_nsec = nanoseconds % 1000000000};
    n = epoll_pwait2(epoll, events, CNET_BATCH, &t, NULL);
    if (n < 0 && errno == ENOSYS) {
      int64_t ms = (nanoseconds + 999999) / 1000000;
      n = epoll_wait(epoll, events, CNET_BATCH, ms > 3600000 ? 3600000 : (int)ms);
    }
  }
  if (n < 0) return -errno;
  for (int i = 0; i < n; i++) {
    out[i].token = events[i].data.u64;
    out[i].events = events[i].events;
  }
  return n;
}

int cnet_open_to_read(const char *path) { return cnet_result(open(path, O_RDONLY | O_CLOEXEC)); }

int cnet_epoll_create(void) { return cnet_result(epoll_create1(EPOLL_CLOEXEC)); }

int cnet_eventfd(void) { return cnet_result(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)); }

int cnet_eventfd_signal(int fd) {
  uint64_t one = 1;
  return write(fd, &one, sizeof one) < 0 ? -errno : 0;
}

int cnet_eventfd_drain(int fd) {
  uint64_t value;
  return read(fd, &value, sizeof value) < 0 ? -errno : 0;
}

int cnet_descriptor_limit(uint64_t *soft, uint64_t *hard) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) < 0) return -errno;
  *soft = limit.rlim_cur;
  *hard = limit.rlim_max;
  return 0;
}

int cnet_set_descriptor_limit(uint64_t soft) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) < 0) return -errno;
  limit.rlim_cur = soft;
  return cnet_result(setrlimit(RLIMIT_NOFILE, &limit));
}

int cnet_name_thread(const char *name) { return -pthread_setname_np(pthread_self(), name); }

void cnet_message(int code, char *out, size_t count) {
  const char *text = strerror_r(code, out, count);
  if (text != out) {
    strncpy(out, text, count - 1);
    out[count - 1] = 0;
  }
}

// udp(7): connecting a datagram socket to a broadcast address without SO_BROADCAST is EACCES; no packet leaves.
int cnet_is_broadcast(const struct cnet_endpoint *e) {
  if (cnet_endpoint_family(e) != AF_INET) return 0;
  int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return 0;
  int refused = connect(fd, &e->sa.any, e->length) < 0 && errno == EACCES;
  close(fd);
  return refused;
}

// What the system lets us open.

int32_t cnet_try_socket(int32_t kind) {
  int domain = kind == CNET_TRY_TCP6 ? AF_INET6 : kind >= CNET_TRY_PACKET && kind != CNET_TRY_RAW4 ? AF_PACKET : AF_INET;
  int type = kind <= CNET_TRY_TCP6 ? SOCK_STREAM : SOCK_RAW;
  // Protocol 0 of a packet socket receives nothing; IPPROTO_RAW is for sending alone.
  int protocol = kind <= CNET_TRY_TCP6 ? IPPROTO_TCP : kind == CNET_TRY_RAW4 ? IPPROTO_RAW : 0;
  int fd = socket(domain, type | SOCK_CLOEXEC, protocol);
  if (fd < 0) return -errno;
  int result = 0;
  if (kind == CNET_TRY_RING) {
    int version = TPACKET_V3;
    struct tpacket_req3 ring = {.tp_block_size = 1 << 16,
                                .tp_block_nr = 1,
                                .tp_frame_size = 2048,
                                .tp_frame_nr = 32,
                                .tp_retire_blk_tov = 10};
    if (setsockopt(fd, SOL_PACKET, PACKET_VERSION, &version, sizeof version) < 0 ||
        setsockopt(fd, SOL_PACKET, PACKET_RX_RING, &ring, sizeof ring) < 0)
      result = -errno;
  }
  close(fd);
  return result;
}
