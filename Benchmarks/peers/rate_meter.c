// SPDX-License-Identifier: GPL-3.0-or-later
//
// Counts packets where they arrive, for Benchmarks/raw-rate.sh: how many in the fullest second, in the fullest window of
// 5 ms, on average, and the largest burst: how far any stretch of packets is ahead of RATE, which is the depth of the
// bucket that a sender must have had (RFC 2697 §3). Windows slide: every packet begins one. The times are the kernel's, taken as a packet arrives,
// so that a meter that gets to run late still tells the truth.
//
//   rate_meter DEVICE PROTOCOL SECONDS RATE [hosts]     PROTOCOL 6 (TCP) or 17 (UDP), over IPv4
//
// Starts with the first packet, or gives up after 30 s; prints one line. `rate` is what arrived divided by the time from
// the first to the last packet. With `hosts` windows and bursts are of each destination alone, and the fullest of any is told.
//
//   packets N seconds S rate R second N window N burst N hosts N drops N
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <linux/filter.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { block_size = 1 << 20, block_count = 64 };

struct arrival {
  uint32_t host;
  uint64_t at;  // nanoseconds
};
static struct arrival *arrivals;
static size_t count, capacity;

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static void keep(uint32_t host, uint64_t at) {
  if (count == capacity) {
    capacity = capacity ? capacity * 2 : 1 << 16;
    arrivals = realloc(arrivals, capacity * sizeof *arrivals);
    if (!arrivals) fail("realloc");
  }
  arrivals[count++] = (struct arrival){host, at};
}

static int by_host_and_time(const void *a, const void *b) {
  const struct arrival *one = a, *two = b;
  if (one->host != two->host) return one->host < two->host ? -1 : 1;
  return one->at < two->at ? -1 : one->at > two->at;
}

// The most packets of one host in any window of this length.
static size_t fullest(uint64_t length) {
  size_t most = 0, first = 0;
  for (size_t last = 0; last < count; last++) {
    while (arrivals[first].host != arrivals[last].host || arrivals[last].at - arrivals[first].at >= length) first++;
    if (last - first + 1 > most) most = last - first + 1;
  }
  return most;
}

// The most that any stretch of packets of one host is ahead of this rate.
static double burst(double rate) {
  double most = 0, least = 0;
  for (size_t i = 0; i < count; i++) {
    const bool first = i == 0 || arrivals[i].host != arrivals[i - 1].host;
    const double behind = (double)i - rate * (double)(int64_t)(arrivals[i].at - arrivals[0].at) / 1e9;
    if (first || behind < least) least = behind;
    if (behind - least + 1 > most) most = behind - least + 1;
  }
  return most;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int opened(const char *device, int protocol) {
  const int fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0);
  if (fd < 0) fail("socket");
  const struct sock_filter only[] = {
      BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 23),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)protocol, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, 64),
      BPF_STMT(BPF_RET | BPF_K, 0),
  };
  const struct sock_fprog filter = {.len = sizeof only / sizeof *only, .filter = (struct sock_filter *)only};
  const int version = TPACKET_V3, yes = 1;
  const struct tpacket_req3 request = {.tp_block_size = block_size,
                                       .tp_block_nr = block_count,
                                       .tp_frame_size = 2048,
                                       .tp_frame_nr = block_size / 2048 * block_count,
                                       .tp_retire_blk_tov = 50};
  if (setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof filter) ||
      setsockopt(fd, SOL_PACKET, PACKET_VERSION, &version, sizeof version) ||
      setsockopt(fd, SOL_PACKET, PACKET_RX_RING, &request, sizeof request) ||
      setsockopt(fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, &yes, sizeof yes))
    fail("receive ring");
  const struct sockaddr_ll at = {
      .sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_IP), .sll_ifindex = (int)if_nametoindex(device)};
  if (bind(fd, (const struct sockaddr *)&at, sizeof at)) fail("bind");
  return fd;
}

static void collect(int fd, double seconds, bool each_host) {
  uint8_t *ring = mmap(NULL, (size_t)block_size * block_count, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (ring == MAP_FAILED) fail("mmap");
  fputs("ready\n", stderr);
  double until = now() + 30;
  bool started = false;
  for (unsigned index = 0; now() < until;) {
    struct tpacket_block_desc *block = (void *)(ring + (size_t)index * block_size);
    if (!(__atomic_load_n(&block->hdr.bh1.block_status, __ATOMIC_ACQUIRE) & TP_STATUS_USER)) {
      struct pollfd ready = {.fd = fd, .events = POLLIN};
      poll(&ready, 1, 20);
      continue;
    }
    struct tpacket3_hdr *packet = (void *)((uint8_t *)block + block->hdr.bh1.offset_to_first_pkt);
    for (uint32_t i = 0; i < block->hdr.bh1.num_pkts; i++) {
      uint32_t host = 0;
      if (each_host) memcpy(&host, (uint8_t *)packet + packet->tp_mac + 30, 4);
      keep(host, (uint64_t)packet->tp_sec * 1000000000u + packet->tp_nsec);
      packet = (void *)((uint8_t *)packet + packet->tp_next_offset);
    }
    __atomic_store_n(&block->hdr.bh1.block_status, TP_STATUS_KERNEL, __ATOMIC_RELEASE);
    index = (index + 1) % block_count;
    if (!started) {
      started = true;
      until = now() + seconds;
    }
  }
}

int main(int argc, char **argv) {
  if (argc < 5) {
    fputs("usage: rate_meter DEVICE PROTOCOL SECONDS RATE [hosts]\n", stderr);
    return 2;
  }
  const int fd = opened(argv[1], atoi(argv[2]));
  collect(fd, atof(argv[3]), argc > 5 && strcmp(argv[5], "hosts") == 0);

  struct tpacket_stats_v3 statistics = {0};
  socklen_t size = sizeof statistics;
  getsockopt(fd, SOL_PACKET, PACKET_STATISTICS, &statistics, &size);
  uint64_t least = UINT64_MAX, most = 0;
  for (size_t i = 0; i < count; i++) {
    if (arrivals[i].at < least) least = arrivals[i].at;
    if (arrivals[i].at > most) most = arrivals[i].at;
  }
  qsort(arrivals, count, sizeof *arrivals, by_host_and_time);
  size_t hosts = count > 0;
  for (size_t i = 1; i < count; i++) hosts += arrivals[i].host != arrivals[i - 1].host;
  const double span = count > 1 ? (double)(most - least) / 1e9 : 0;
  // n packets have n - 1 gaps between them.
  printf("packets %zu seconds %.3f rate %.1f second %zu window %zu burst %.1f hosts %zu drops %u\n", count, span,
         span > 0 ? (double)(count - 1) / span : 0, fullest(1000000000u), fullest(5000000u), burst(atof(argv[4])), hosts,
         statistics.tp_drops);
  return 0;
}
