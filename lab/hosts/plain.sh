# SPDX-License-Identifier: GPL-3.0-or-later
# A host without a filter.
lab_serve plain --tcp 22,80,443,1000-1004 --udp-echo 7 --udp-silent 514 --udp-elsewhere 69
