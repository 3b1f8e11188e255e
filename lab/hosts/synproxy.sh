# SPDX-License-Identifier: GPL-3.0-or-later
# Without this a stray ACK would count as the middle of a connection.
lab_sysctl synproxy netfilter/nf_conntrack_tcp_loose=0 netfilter/nf_conntrack_tcp_be_liberal=0
lab_serve synproxy --tcp 443
