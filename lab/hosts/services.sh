# SPDX-License-Identifier: GPL-3.0-or-later
# Real UDP services of Debian, with their defaults where possible. chronyd must not touch the clock (-x).
lab_await "packages dnsmasq-base chrony snmpd (lab/packages.sh raw)" command -v dnsmasq chronyd snmpd
cat >"$work/chrony.conf" <<'CONF'
allow all
local stratum 10
cmdport 0
bindcmdaddress /
CONF
# chronyd puts a file in the place of what stands there, a device too.
echo "pidfile $work/chrony.pid" >>"$work/chrony.conf"
printf 'rocommunity public\nrocommunity6 public\n' >"$work/snmpd.conf"
lab_launch() { # PORT COMMAND…
  local port=$1
  shift
  ip netns exec "$lab_prefix-services" "$@" >"$work/service-$port.log" 2>&1 </dev/null &
  defer end "$!"
  lab_await "UDP $port" lab_bound "$port"
}
lab_bound() { on services ss -lunH "sport = :$1" | grep -q .; }
lab_launch 53 dnsmasq --keep-in-foreground --conf-file=/dev/null --no-resolv --no-hosts --pid-file= --user=root \
  --log-facility=-
lab_launch 123 chronyd -x -d -u root -f "$work/chrony.conf"
SNMP_PERSISTENT_DIR=$work/snmp lab_launch 161 snmpd -f -Lo -C -c "$work/snmpd.conf" -p "$work/snmpd.pid" \
  udp:161,udp6:161
