# SPDX-License-Identifier: GPL-3.0-or-later
ip -n "$lab_prefix-router" route add blackhole 198.18.32.0/24
ip -n "$lab_prefix-router" route add blackhole fd00:198:18:32::/64
