#!/usr/bin/env bash
# Proof that a clean clone works on a bare Debian 12: a new debootstrap root with
# the Swift toolchain mounted into it, `make` and `git` installed (the README's
# first line), and then, as the first command there, make TARGET.
#
#   lab/fresh.sh demo|test|build [--keep]        exit status: that of make
#
# Needs root, debootstrap and unshare. Everything is mounted in a mount and process
# namespace of its own, so that nothing stays mounted or running whatever happens.
# The committed state (HEAD) is what is tested.
set -euo pipefail
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/scan-lab

fail() {
  echo "fresh: $*" >&2
  exit 1
}

# The apt configuration of this machine, where it is a Debian 12 itself: the new
# root then uses the same mirrors and keys. Elsewhere debootstrap's defaults stay.
same_release() { [[ $(. /etc/os-release && echo "$ID $VERSION_ID") == "debian 12" ]]; }

mirror() {
  if same_release; then
    apt-get indextargets --format '$(REPO_URI) $(CODENAME) $(COMPONENT)' 'Created-By: Packages' |
      awk '$2 == "bookworm" && $3 == "main" { print $1; exit }'
  fi
}

# A bare root as one archive, made once: unpacking takes seconds.
base_archive() {
  local archive=$cache/bookworm-minbase.tar.gz temporary
  if [[ ! -s $archive ]]; then
    command -v debootstrap >/dev/null || fail "needs debootstrap (apt-get install debootstrap)"
    mkdir -p "$cache"
    temporary=$(mktemp -d "$cache/making.XXXXXX")
    # shellcheck disable=SC2046 # no mirror, no argument
    if ! debootstrap --variant=minbase bookworm "$temporary/root" $(mirror) >"$temporary/log" 2>&1; then
      tail -n 20 "$temporary/log" >&2
      rm -rf "$temporary"
      fail "debootstrap failed"
    fi
    tar -C "$temporary/root" --one-file-system -czf "$temporary/archive" .
    mv "$temporary/archive" "$archive"
    rm -rf "$temporary"
  fi
  echo "$archive"
}

# Folders to which git redirects package addresses (url.FOLDER.insteadOf).
git_redirects() {
  { git config --system --get-regexp '^url\..*\.insteadof$' || true
    git config --global --get-regexp '^url\..*\.insteadof$' || true; } 2>/dev/null | sort -u
}

prepare() { # ROOT
  local new=$1
  if same_release; then
    rm -rf "$new/etc/apt"
    cp -a /etc/apt "$new/etc/apt"
    cp -a /usr/share/keyrings/. "$new/usr/share/keyrings/"
  fi
  cp -L /etc/resolv.conf "$new/etc/resolv.conf"
  echo '127.0.0.1 localhost' >"$new/etc/hosts"
  git clone --quiet --no-hardlinks "$repository" "$new/root/scan"

  local key value
  while read -r key value; do
    git config --file "$new/etc/gitconfig" --add "$key" "$value"
  done < <(git_redirects)
  # The redirected folders belong to whoever made them, not to this root.
  git config --file "$new/etc/gitconfig" --add safe.directory '*'
}

# Inside the namespaces: mount, enter, make. ROOT TOOLCHAIN TARGET
inside() {
  local new=$1 toolchain=$2 target=$3 key folder
  # A mount point of its own, since `ip netns exec` wants / to be one.
  mount --bind "$new" "$new"
  mount -t proc proc "$new/proc"
  mount -t sysfs sysfs "$new/sys"
  mount --rbind /dev "$new/dev"
  mkdir -p "$new$toolchain"
  mount --bind -o ro "$toolchain" "$new$toolchain"
  while read -r key _; do
    folder=${key#url.}
    folder=${folder%.insteadof}
    folder=${folder#file://}
    [[ $folder == /* && -d $folder ]] || continue
    if ! mountpoint -q "$new$folder"; then
      mkdir -p "$new$folder"
      mount --bind -o ro "$folder" "$new$folder"
    fi
  done < <(git_redirects)

  exec chroot "$new" env -i HOME=/root TERM="${TERM:-dumb}" LANG=C.UTF-8 CI=true TARGET="$target" \
    PATH="$toolchain/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" \
    bash -euo pipefail -c '
      export DEBIAN_FRONTEND=noninteractive
      { apt-get update -q && apt-get install -y -q --no-install-recommends make git; } >/root/first.log 2>&1 ||
        { tail -n 20 /root/first.log; exit 1; }
      cd /root/scan
      exec make "$TARGET" </dev/null'
}

if [[ ${1:-} == --inside ]]; then
  shift
  inside "$@"
fi

target=${1:-}
keep=false
[[ ${2:-} != --keep ]] || keep=true
[[ $target =~ ^(demo|test|build)$ ]] || fail "usage: lab/fresh.sh demo|test|build [--keep]"
((EUID == 0)) || fail "needs root"
swift=$(command -v swift) || fail "no swift in PATH"
toolchain=$(dirname "$(dirname "$(readlink -f "$swift")")")
[[ $toolchain != /usr ]] || fail "the toolchain is installed in /usr: nothing to mount it from"

archive=$(base_archive)
new=$(mktemp -d "${TMPDIR:-/var/tmp}/scan-fresh.XXXXXX")
clean_up() {
  # Nothing is mounted below it here: the mounts lived and died in the namespace.
  if $keep; then echo "fresh: kept $new" >&2; else rm -rf --one-file-system "$new"; fi
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
tar -C "$new" -xzf "$archive"
prepare "$new"

started=$SECONDS status=0
unshare --mount --pid --fork --kill-child bash "${BASH_SOURCE[0]}" --inside "$new" "$toolchain" "$target" || status=$?
echo "fresh: make $target on a bare Debian 12: exit status $status after $((SECONDS - started)) s"
exit "$status"
