# SPDX-License-Identifier: GPL-3.0-or-later
lab_serve lossy --tcp 22,80,443 --udp-echo 7
