# SPDX-License-Identifier: GPL-3.0-or-later
ip -n "$lab_prefix-router" route add prohibit 198.18.31.0/24
ip -n "$lab_prefix-router" route add prohibit fd00:198:18:31::/64
