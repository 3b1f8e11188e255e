// SPDX-License-Identifier: GPL-3.0-or-later
// Thin wrappers for what Swift cannot import: packed structs, control-message macros, option blocks. No GNU extensions
// in here, so that the module agrees with Swift's own view of the C library.
// Every function that calls the kernel returns its result, or -errno.
#ifndef CNET_H
#define CNET_H

#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#ifndef IP_BIND_ADDRESS_NO_PORT
#define IP_BIND_ADDRESS_NO_PORT 24
#endif

/// A socket address of either family, with its length.
struct cnet_endpoint {
  union {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
  } sa;
  socklen_t length;
};

static inline void cnet_endpoint_v4(struct cnet_endpoint *e, uint32_t address, uint16_t port) {
  memset(&e->sa.v4, 0, sizeof e->sa.v4);
  e->sa.v4.sin_family = AF_INET;
  e->sa.v4.sin_port = htons(port);
  e->sa.v4.sin_addr.s_addr = htonl(address);
  e->length = sizeof e->sa.v4;
}

static inline void cnet_endpoint_v6(struct cnet_endpoint *e, uint64_t high, uint64_t low, uint16_t port,
                                    uint32_t scope) {
  memset(&e->sa.v6, 0, sizeof e->sa.v6);
  e->sa.v6.sin6_family = AF_INET6;
  e->sa.v6.sin6_port = htons(port);
  e->sa.v6.sin6_scope_id = scope;
  uint64_t h = __builtin_bswap64(high), l = __builtin_bswap64(low);
  memcpy(&e->sa.v6.sin6_addr.s6_addr[0], &h, 8);
  memcpy(&e->sa.v6.sin6_addr.s6_addr[8], &l, 8);
  e->length = sizeof e->sa.v6;
}

static inline int cnet_endpoint_family(const struct cnet_endpoint *e) { return e->sa.any.sa_family; }
static inline uint32_t cnet_endpoint_v4_address(const struct cnet_endpoint *e) {
  return ntohl(e->sa.v4.sin_addr.s_addr);
}
static inline uint64_t cnet_endpoint_v6_word(const struct cnet_endpoint *e, int low) {
  uint64_t w;
  memcpy(&w, &e->sa.v6.sin6_addr.s6_addr[low ? 8 : 0], 8);
  return __builtin_bswap64(w);
}
static inline uint32_t cnet_endpoint_scope(const struct cnet_endpoint *e) { return e->sa.v6.sin6_scope_id; }
static inline uint16_t cnet_endpoint_port(const struct cnet_endpoint *e) {
  return ntohs(e->sa.any.sa_family == AF_INET6 ? e->sa.v6.sin6_port : e->sa.v4.sin_port);
}
static inline void cnet_endpoint_from(struct cnet_endpoint *e, const struct sockaddr *sa, socklen_t length) {
  if (length > sizeof e->sa) length = sizeof e->sa;
  memset(e, 0, sizeof *e);
  memcpy(&e->sa, sa, length);
  e->length = length;
}

static inline int cnet_errno(void) { return errno; }

// Sockets.

static inline int cnet_result(int r) { return r < 0 ? -errno : r; }

// Files: bytes that were written or read, or -errno.

static inline int64_t cnet_write(int fd, const void *bytes, size_t count) {
  ssize_t r = write(fd, bytes, count);
  return r < 0 ? -errno : r;
}
static inline int64_t cnet_write_at(int fd, const void *bytes, size_t count, uint64_t place) {
  ssize_t r = pwrite(fd, bytes, count, (off_t)place);
  return r < 0 ? -errno : r;
}
static inline int64_t cnet_read_at(int fd, void *bytes, size_t count, uint64_t place) {
  ssize_t r = pread(fd, bytes, count, (off_t)place);
  return r < 0 ? -errno : r;
}

static inline int cnet_socket_tcp(int v6) {
  return cnet_result(socket(v6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP));
}

static inline int cnet_set_int(int fd, int level, int option, int value) {
  return cnet_result(setsockopt(fd, level, option, &value, sizeof value));
}

/// RST on close, one SYN resend at most, ICMP errors kept in the error queue.
static inline int cnet_prepare_tcp(int fd, int v6) {
  struct linger reset = {.l_onoff = 1, .l_linger = 0};
  int r = cnet_result(setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset));
  if (r < 0) return r;
  r = cnet_set_int(fd, IPPROTO_TCP, TCP_SYNCNT, 1);
  if (r < 0) return r;
  return v6 ? cnet_set_int(fd, IPPROTO_IPV6, IPV6_RECVERR, 1) : cnet_set_int(fd, IPPROTO_IP, IP_RECVERR, 1);
}

static inline int cnet_set_ttl(int fd, int v6, int ttl) {
  return v6 ? cnet_set_int(fd, IPPROTO_IPV6, IPV6_UNICAST_HOPS, ttl) : cnet_set_int(fd, IPPROTO_IP, IP_TTL, ttl);
}

static inline int cnet_bind_device(int fd, const char *name) {
  return cnet_result(setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, name, (socklen_t)strlen(name)));
}

/// Binds the unspecified address with a fixed source port that several sockets may share.
static inline int cnet_bind_port(int fd, int v6, uint16_t port) {
  struct cnet_endpoint e;
  if (v6) cnet_endpoint_v6(&e, 0, 0, port, 0);
  else cnet_endpoint_v4(&e, 0, port);
  int r = cnet_set_int(fd, SOL_SOCKET, SO_REUSEADDR, 1);
  return r < 0 ? r : cnet_result(bind(fd, &e.sa.any, e.length));
}

/// Binds a source address; the port is chosen at connect time, so that it can be shared between destinations.
static inline int cnet_bind_address(int fd, const struct cnet_endpoint *e) {
  int r = cnet_set_int(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1);
  return r < 0 ? r : cnet_result(bind(fd, &e->sa.any, e->length));
}

static inline int cnet_connect(int fd, const struct cnet_endpoint *e) {
  return cnet_result(connect(fd, &e->sa.any, e->length));
}

/// Whether an address is a broadcast address of a network that this machine is on; sends nothing.
int cnet_is_broadcast(const struct cnet_endpoint *e);

int cnet_accept(int fd);

static inline int cnet_local_endpoint(int fd, struct cnet_endpoint *e) {
  e->length = sizeof e->sa;
  return cnet_result(getsockname(fd, &e->sa.any, &e->length));
}

/// The pending error of a socket as a positive errno, 0 for none, negative when the call itself failed.
static inline int cnet_pending_error(int fd) {
  int value = 0;
  socklen_t length = sizeof value;
  int r = cnet_result(getsockopt(fd, SOL_SOCKET, SO_ERROR, &value, &length));
  return r < 0 ? r : value;
}

static inline ssize_t cnet_send(int fd, const void *bytes, size_t count) {
  ssize_t r = send(fd, bytes, count, MSG_NOSIGNAL | MSG_DONTWAIT);
  return r < 0 ? -errno : r;
}

static inline ssize_t cnet_receive(int fd, void *bytes, size_t count) {
  ssize_t r = recv(fd, bytes, count, MSG_DONTWAIT);
  return r < 0 ? -errno : r;
}

static inline int cnet_close(int fd) { return cnet_result(close(fd)); }

// The error queue (ip(7), ipv6(7): IP_RECVERR, IPV6_RECVERR).

/// One entry of a socket's error queue.
struct cnet_queued_error {
  uint32_t error;
  uint8_t origin;
  uint8_t type;
  uint8_t code;
  /// Who sent the ICMP message; family 0 when unknown.
  struct cnet_endpoint offender;
};

/// Where an entry comes from (linux/errqueue.h: SO_EE_ORIGIN_ICMP, SO_EE_ORIGIN_ICMP6).
enum { CNET_ORIGIN_ICMP = 2, CNET_ORIGIN_ICMP6 = 3 };

/// Takes one entry: 1 and `*out`, 0 when the queue is empty, or -errno.
int cnet_take_queued_error(int fd, struct cnet_queued_error *out);

// epoll: the kernel's event struct is packed, which Swift cannot import.

/// One readiness report.
struct cnet_event {
  uint64_t token;
  uint32_t events;
};

/// Event bits (sys/epoll.h; CNet.c checks that they agree), and the most reports of one wait.
enum {
  CNET_IN = 0x001,
  CNET_OUT = 0x004,
  CNET_ERR = 0x008,
  CNET_HUP = 0x010,
  CNET_RDHUP = 0x2000,
  CNET_ONESHOT = 1 << 30,
  CNET_BATCH = 256
};

int cnet_epoll_set(int epoll, int add, int fd, uint32_t events, uint64_t token);

/// Waits at most `nanoseconds` (negative: for ever) for up to CNET_BATCH reports.
int cnet_epoll_wait(int epoll, struct cnet_event *out, int64_t nanoseconds);

int cnet_open_to_read(const char *path);

static inline ssize_t cnet_read(int fd, void *bytes, size_t count) {
  ssize_t r = read(fd, bytes, count);
  return r < 0 ? -errno : r;
}

int cnet_epoll_create(void);
int cnet_eventfd(void);

int cnet_eventfd_signal(int fd);

int cnet_eventfd_drain(int fd);

// Clock, limits, threads.

static inline uint64_t cnet_monotonic_nanoseconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

int cnet_descriptor_limit(uint64_t *soft, uint64_t *hard);

int cnet_set_descriptor_limit(uint64_t soft);

int cnet_name_thread(const char *name);

/// Looks up `name` for stream sockets: 0 and a list for `freeaddrinfo`, or a `getaddrinfo` error code.
static inline int cnet_lookup(const char *name, struct addrinfo **out) {
  struct addrinfo hints;
  memset(&hints, 0, sizeof hints);
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  return getaddrinfo(name, NULL, &hints, out);
}

/// The name of an address: 0 and a text, or a `getnameinfo` error code; a number instead of a name is an error.
static inline int cnet_reverse(const struct cnet_endpoint *e, char *out, size_t count) {
  return getnameinfo(&e->sa.any, e->length, out, (socklen_t)count, NULL, 0, NI_NAMEREQD);
}

void cnet_message(int code, char *out, size_t count);

// What the system lets us open: 0, or the negated errno of the refusal. Nothing is bound, sent or received.
enum { CNET_TRY_TCP4, CNET_TRY_TCP6, CNET_TRY_PACKET, CNET_TRY_RING, CNET_TRY_RAW4 };
int32_t cnet_try_socket(int32_t kind);

#include "CNetPacket.h"
#endif
