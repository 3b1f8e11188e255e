# SPDX-License-Identifier: GPL-3.0-or-later
lab_serve listed --tcp 22,80,3306 --udp-echo 7
