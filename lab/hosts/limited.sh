# SPDX-License-Identifier: GPL-3.0-or-later
lab_serve limited --tcp 22,80 --udp-echo 7
