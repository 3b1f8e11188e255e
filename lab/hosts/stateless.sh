# SPDX-License-Identifier: GPL-3.0-or-later
lab_serve stateless --tcp 22,80,443
