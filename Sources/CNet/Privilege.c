// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE 1

#include "CNetPacket.h"

#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

int cnet_has_net_raw(void) {
  struct __user_cap_header_struct head = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct sets[2];
  if (syscall(SYS_capget, &head, sets) < 0) return -errno;
  return (sets[CAP_NET_RAW / 32].effective >> (CAP_NET_RAW % 32)) & 1;
}

int cnet_drop_privileges(void) {
  struct __user_cap_header_struct head = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct sets[2];
  if (syscall(SYS_capget, &head, sets) < 0) return -errno;
  // Taking from the bounding set needs a capability of its own; without it PR_SET_NO_NEW_PRIVS has to do.
  if ((sets[CAP_SETPCAP / 32].effective >> (CAP_SETPCAP % 32)) & 1)
    for (unsigned long capability = 0; capability <= CAP_LAST_CAP; capability++)
      (void)prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) return -errno;
  // A kernel before 4.3 has no ambient set.
  if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) < 0 && errno != EINVAL) return -errno;
  memset(sets, 0, sizeof sets);
  return syscall(SYS_capset, &head, sets) < 0 ? -errno : 0;
}
