// The peer for the connect engine: a plain non-blocking connect loop over one
// epoll, nothing clever. Every port gets a new socket; a window of them is in
// flight; open ports are printed in ascending order.
//
//   connect_loop [ADDRESS [FIRST [LAST [WINDOW]]]]     127.0.0.1 1 65535 1000
//
// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

static bool is_open[65536];
static int port_of[1 << 20];

// Linux lets a socket connect to itself when it picks the target as its own port.
static bool connected_to_itself(int fd) {
  struct sockaddr_in here, there;
  socklen_t n = sizeof here, m = sizeof there;
  return getsockname(fd, (struct sockaddr *)&here, &n) == 0 &&
         getpeername(fd, (struct sockaddr *)&there, &m) == 0 && here.sin_port == there.sin_port &&
         here.sin_addr.s_addr == there.sin_addr.s_addr;
}

int main(int argc, char **argv) {
  struct sockaddr_in target = {.sin_family = AF_INET};
  if (inet_pton(AF_INET, argc > 1 ? argv[1] : "127.0.0.1", &target.sin_addr) != 1) return 2;
  int next = argc > 2 ? atoi(argv[2]) : 1;
  const int first = next;
  const int last = argc > 3 ? atoi(argv[3]) : 65535;
  const int window = argc > 4 ? atoi(argv[4]) : 1000;

  const int poll = epoll_create1(EPOLL_CLOEXEC);
  struct epoll_event ready[256];
  int waiting = 0;

  while (next <= last || waiting > 0) {
    while (next <= last && waiting < window) {
      const int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
      if (fd < 0) {
        if (waiting > 0) break;  // the descriptor limit: let some finish
        perror("socket");
        return 1;
      }
      target.sin_port = htons((uint16_t)next);
      if (connect(fd, (struct sockaddr *)&target, sizeof target) == 0) {
        if (connected_to_itself(fd)) {
          close(fd);
          continue;  // the same port again, from another source port
        }
        is_open[next] = true;
        close(fd);
      } else if (errno == EINPROGRESS) {
        struct epoll_event want = {.events = EPOLLOUT, .data.fd = fd};
        epoll_ctl(poll, EPOLL_CTL_ADD, fd, &want);
        port_of[fd] = next;
        waiting++;
      } else {
        close(fd);
      }
      next++;
    }
    if (waiting == 0) continue;
    const int count = epoll_wait(poll, ready, 256, 5000);
    if (count <= 0) return 1;
    for (int i = 0; i < count; i++) {
      const int fd = ready[i].data.fd;
      int error = 0;
      socklen_t n = sizeof error;
      getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &n);
      if (error == 0) is_open[port_of[fd]] = true;
      close(fd);
      waiting--;
    }
  }

  for (int port = first; port <= last; port++)
    if (is_open[port]) printf("%d\n", port);
  return 0;
}
