# SPDX-License-Identifier: GPL-3.0-or-later
lab_sysctl tarpit netfilter/nf_conntrack_tcp_loose=0
lab_serve tarpit --tcp 9
