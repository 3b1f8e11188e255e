# SPDX-License-Identifier: GPL-3.0-or-later
# On the scanner's own link: nothing between them, ARP and neighbour discovery are answered.
lab_serve near --tcp 22,80 --udp-echo 7
