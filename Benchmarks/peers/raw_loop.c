// SPDX-License-Identifier: GPL-3.0-or-later
//
// The yardstick for the raw engine: a bare loop that sends a SYN to every port of every address and counts what comes
// back, nothing else. Packets leave in batches (sendmmsg) past the queue discipline; answers come through a ring that
// the kernel fills (TPACKET_V3) behind a filter that lets only answers to us pass. One thread, IPv4, Ethernet.
//
//   raw_loop DEVICE NEXT-HOP-MAC SOURCE TARGET ADDRESSES FIRST-PORT LAST-PORT [TRIES [WAIT-MS [RATE]]]
//
// TARGET is the first of ADDRESSES in a row. TRIES 1: sends once; more: sends again to what kept silent WAIT-MS (300)
// after the last packet. RATE packets a second, 0 (the default) as fast as it goes. Ends when all have answered, or
// WAIT-MS after the last packet of the last try. Prints one line:
//
//   sent N answered N open N closed N silent N kernel_drops N send_s S total_s S
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
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
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
  batch_size = 64,
  source_port = 40000,  // and the 15 above it, one a try; a multiple of 16
  frame_length = 14 + 20 + 24,  // Ethernet, IPv4, TCP with an MSS option
  block_size = 1 << 18,
  block_count = 32,
};
enum answer { silent, closed, open_port };

static uint8_t *answers;  // an enum answer for each (address, port)
static uint32_t target, addresses, first_port, port_count;
static uint64_t answered, open_count, closed_count;
static uint32_t key;

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

// The sequence number by which an answer is known as one to us; not a secret, this is a yardstick.
static uint32_t cookie(uint32_t address, uint16_t port) {
  uint64_t x = ((uint64_t)address << 16 | port) * 0x9e3779b97f4a7c15u + key;
  x ^= x >> 29;
  x *= 0xbf58476d1ce4e5b9u;
  return (uint32_t)(x >> 32);
}

static uint32_t sum16(const uint8_t *bytes, size_t length) {
  uint32_t sum = 0;
  for (size_t i = 0; i + 1 < length; i += 2) sum += (uint32_t)(bytes[i] << 8 | bytes[i + 1]);
  return sum;
}
static uint16_t folded(uint32_t sum) {
  while (sum >> 16) sum = (sum & 0xffff) + (sum >> 16);
  return (uint16_t)~sum;
}
static void put16(uint8_t *at, uint32_t value) {
  at[0] = (uint8_t)(value >> 8);
  at[1] = (uint8_t)value;
}
static void put32(uint8_t *at, uint32_t value) {
  put16(at, value >> 16);
  put16(at + 2, value & 0xffff);
}
static uint32_t get32(const uint8_t *at) {
  return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

// What stays the same in every frame, and the sums over it.
static uint8_t template[frame_length];
static uint32_t ip_sum, tcp_sum;

static void make_template(const uint8_t *to, const uint8_t *from, uint32_t source) {
  static const uint8_t ip[] = {0x45, 0, 0, 44, 0, 0, 0x40, 0, 64, 6};
  memcpy(template, to, 6);
  memcpy(template + 6, from, 6);
  put16(template + 12, ETH_P_IP);
  memcpy(template + 14, ip, sizeof ip);
  put32(template + 26, source);
  template[46] = 6 << 4;            // header length in words
  template[47] = 0x02;              // SYN
  put16(template + 48, 1024);       // window
  put32(template + 54, 0x020405b4); // MSS 1460
  ip_sum = sum16(template + 14, 20);
  tcp_sum = sum16(template + 34, 24) + (source >> 16) + (source & 0xffff) + 6 + 24;
}

// Every try has a source port of its own: Linux answers a SYN that it takes for the repetition of one it knows at most
// every 500 ms (tcp_invalid_ratelimit), so that a SYN|ACK that got lost would stay lost.
static void patch(uint8_t *frame, uint32_t address, uint16_t port, int try) {
  const uint32_t sequence = cookie(address, port);
  const uint32_t address_sum = (address >> 16) + (address & 0xffff);
  const uint32_t own_port = (uint32_t)(source_port + try % 16);
  put32(frame + 30, address);
  put16(frame + 24, folded(ip_sum + address_sum));
  put16(frame + 34, own_port);
  put16(frame + 36, port);
  put32(frame + 38, sequence);
  put16(frame + 50, folded(tcp_sum + address_sum + own_port + port + (sequence >> 16) + (sequence & 0xffff)));
}

static void count(const uint8_t *frame, uint32_t length) {
  if (length < 14 + 20 + 20) return;
  const uint8_t *ip = frame + 14, *tcp = ip + (ip[0] & 15) * 4;
  if (tcp + 20 > frame + length) return;
  const uint32_t address = get32(ip + 12);
  const uint16_t port = (uint16_t)(tcp[0] << 8 | tcp[1]);
  const uint32_t row = address - target, column = port - first_port;
  if (row >= addresses || column >= port_count || get32(tcp + 8) != cookie(address, port) + 1) return;
  uint8_t *answer = &answers[(uint64_t)row * port_count + column];
  if (*answer != silent) return;
  if (tcp[13] & 0x04) {
    *answer = closed;
    closed_count++;
  } else if ((tcp[13] & 0x12) == 0x12) {
    *answer = open_port;
    open_count++;
  } else {
    return;
  }
  answered++;
}

static uint8_t *ring;
static unsigned block_index;

static void drain(void) {
  for (;;) {
    struct tpacket_block_desc *block = (void *)(ring + (size_t)block_index * block_size);
    if (!(__atomic_load_n(&block->hdr.bh1.block_status, __ATOMIC_ACQUIRE) & TP_STATUS_USER)) return;
    struct tpacket3_hdr *packet = (void *)((uint8_t *)block + block->hdr.bh1.offset_to_first_pkt);
    for (uint32_t i = 0; i < block->hdr.bh1.num_pkts; i++) {
      count((uint8_t *)packet + packet->tp_mac, packet->tp_snaplen);
      packet = (void *)((uint8_t *)packet + packet->tp_next_offset);
    }
    __atomic_store_n(&block->hdr.bh1.block_status, TP_STATUS_KERNEL, __ATOMIC_RELEASE);
    block_index = (block_index + 1) % block_count;
  }
}

// Only TCP over IPv4 to one of our ports.
static const struct sock_filter answers_only[] = {
    BPF_STMT(BPF_LD | BPF_H | BPF_ABS, 12),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ETH_P_IP, 0, 7),
    BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 23),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 6, 0, 5),
    BPF_STMT(BPF_LDX | BPF_B | BPF_MSH, 14),
    BPF_STMT(BPF_LD | BPF_H | BPF_IND, 16),
    BPF_STMT(BPF_ALU | BPF_AND | BPF_K, 0xfff0),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, source_port, 0, 1),
    BPF_STMT(BPF_RET | BPF_K, 96),
    BPF_STMT(BPF_RET | BPF_K, 0),
};

static int receiver(int device) {
  const int fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0);
  if (fd < 0) fail("socket");
  const struct sock_fprog filter = {.len = sizeof answers_only / sizeof *answers_only,
                                    .filter = (struct sock_filter *)answers_only};
  const int version = TPACKET_V3, yes = 1;
  const struct tpacket_req3 request = {.tp_block_size = block_size,
                                       .tp_block_nr = block_count,
                                       .tp_frame_size = 2048,
                                       .tp_frame_nr = block_size / 2048 * block_count,
                                       .tp_retire_blk_tov = 1};
  if (setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof filter) ||
      setsockopt(fd, SOL_PACKET, PACKET_VERSION, &version, sizeof version) ||
      setsockopt(fd, SOL_PACKET, PACKET_RX_RING, &request, sizeof request) ||
      setsockopt(fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, &yes, sizeof yes))
    fail("receive ring");
  ring = mmap(NULL, (size_t)block_size * block_count, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (ring == MAP_FAILED) fail("mmap");
  const struct sockaddr_ll at = {.sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_IP), .sll_ifindex = device};
  if (bind(fd, (const struct sockaddr *)&at, sizeof at)) fail("bind");
  return fd;
}

static int sender(int device) {
  const int fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0), yes = 1;
  const struct sockaddr_ll at = {.sll_family = AF_PACKET, .sll_ifindex = device};
  if (fd < 0 || setsockopt(fd, SOL_PACKET, PACKET_QDISC_BYPASS, &yes, sizeof yes) ||
      bind(fd, (const struct sockaddr *)&at, sizeof at))
    fail("send socket");
  return fd;
}

static uint8_t frames[batch_size][frame_length];
static struct mmsghdr messages[batch_size];
static struct iovec vectors[batch_size];

static void send_batch(int fd, unsigned length) {
  unsigned done = 0;
  while (done < length) {
    const int sent = sendmmsg(fd, messages + done, length - done, 0);
    if (sent > 0) {
      done += (unsigned)sent;
    } else if (errno != ENOBUFS && errno != EAGAIN && errno != EINTR) {
      fail("sendmmsg");
    }
  }
}

// How many packets may leave now; waits on the ring while it is none. What was missed while others had the processor is
// caught up with by 4 ms worth of packets at most, so that no burst is above 5 ms worth.
static unsigned allowance(double rate, int receive) {
  static double tokens = 1, last;
  if (rate <= 0) return batch_size;
  const double most = rate * 0.004 > 1 ? rate * 0.004 : 1;
  for (;;) {
    const double time = now();
    tokens += last > 0 ? (time - last) * rate : 0;
    if (tokens > most) tokens = most;
    last = time;
    if (tokens >= 1) {
      const unsigned whole = tokens > batch_size ? batch_size : (unsigned)tokens;
      tokens -= whole;
      return whole;
    }
    struct pollfd ready = {.fd = receive, .events = POLLIN};
    const double rest = (1 - tokens) / rate;
    const struct timespec pause = {.tv_sec = (time_t)rest, .tv_nsec = (long)((rest - (double)(time_t)rest) * 1e9)};
    ppoll(&ready, 1, &pause, NULL);
    drain();
  }
}

int main(int argc, char **argv) {
  uint8_t to[6];
  struct in_addr source, first;
  if (argc < 8 || sscanf(argv[2], "%hhx:%hhx:%hhx:%hhx:%hhx:%hhx", to, to + 1, to + 2, to + 3, to + 4, to + 5) != 6 ||
      !inet_aton(argv[3], &source) || !inet_aton(argv[4], &first)) {
    fputs("usage: raw_loop DEVICE MAC SOURCE TARGET ADDRESSES FIRST-PORT LAST-PORT [TRIES [WAIT-MS [RATE]]]\n", stderr);
    return 2;
  }
  target = ntohl(first.s_addr);
  addresses = (uint32_t)strtoul(argv[5], NULL, 10);
  first_port = (uint32_t)atoi(argv[6]);
  port_count = (uint32_t)atoi(argv[7]) - first_port + 1;
  const int tries = argc > 8 ? atoi(argv[8]) : 1;
  const double wait = (argc > 9 ? atof(argv[9]) : 300) / 1000, rate = argc > 10 ? atof(argv[10]) : 0;
  const uint64_t total = (uint64_t)addresses * port_count;
  const double begin = now();
  key = (uint32_t)(begin * 1e6);
  answers = calloc(total, 1);

  const int device = (int)if_nametoindex(argv[1]);
  const int receive = receiver(device), send = sender(device);
  struct ifreq own = {0};
  strncpy(own.ifr_name, argv[1], IFNAMSIZ - 1);
  if (ioctl(send, SIOCGIFHWADDR, &own)) fail("SIOCGIFHWADDR");
  make_template(to, (const uint8_t *)own.ifr_hwaddr.sa_data, ntohl(source.s_addr));
  for (int i = 0; i < batch_size; i++) {
    memcpy(frames[i], template, frame_length);
    vectors[i] = (struct iovec){frames[i], frame_length};
    messages[i].msg_hdr = (struct msghdr){.msg_iov = &vectors[i], .msg_iovlen = 1};
  }

  uint64_t sent = 0;
  double sending = 0;
  for (int try = 0; try < tries && answered < total; try++) {
    const double start = now();
    uint64_t sent_now = 0, next = 0;
    while (next < total) {
      const unsigned most = allowance(rate, receive);
      unsigned length = 0;
      for (; length < most && next < total; next++) {
        if (answers[next] != silent) continue;
        patch(frames[length++], target + (uint32_t)(next / port_count), (uint16_t)(first_port + next % port_count), try);
      }
      send_batch(send, length);
      sent_now += length;
      drain();
    }
    sent += sent_now;
    sending += now() - start;
    const double until = now() + wait;
    while (answered < total && now() < until) {
      struct pollfd ready = {.fd = receive, .events = POLLIN};
      poll(&ready, 1, 1);
      drain();
    }
  }

  struct tpacket_stats_v3 statistics = {0};
  socklen_t size = sizeof statistics;
  getsockopt(receive, SOL_PACKET, PACKET_STATISTICS, &statistics, &size);
  printf("sent %lu answered %lu open %lu closed %lu silent %lu kernel_drops %u send_s %.6f total_s %.6f\n", sent, answered,
         open_count, closed_count, total - answered, statistics.tp_drops, sending, now() - begin);
  return 0;
}
