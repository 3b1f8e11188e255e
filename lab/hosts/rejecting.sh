# SPDX-License-Identifier: GPL-3.0-or-later
# Listeners behind some of the rejections: they must not show.
lab_serve rejecting --tcp 100-106,110,111 --udp-echo 106,111
