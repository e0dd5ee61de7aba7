#!/usr/bin/env bash
# A private MariaDB server for tests, on a free loopback port, with data in a folder of its own.
#   mariadb.sh start DIR     starts one there and prints its URL, such as mysql://root@127.0.0.1:23456
#   mariadb.sh durable DIR   the same, on the disk of DIR and waiting for it at each commit: for timings
#                            and kills
#   mariadb.sh restart DIR   starts the one there again, on its data and port, after it was killed
#   mariadb.sh stop DIR      stops it and removes its data
# Must not touch a server of the machine: it names every file and speaks to its own process alone.
set -euo pipefail

die() { echo "mariadb.sh: $*" >&2; exit 1; }

find_program() {
  local name
  for name in "$@"; do
    if command -v "$name" 2>/dev/null; then return; fi
    if [ -x "/usr/sbin/$name" ]; then echo "/usr/sbin/$name"; return; fi
  done
  die "$1 is not installed (package mariadb-server)"
}

server=$(find_program mariadbd mysqld)
installer=$(find_program mariadb-install-db mysql_install_db)
as_user=()
[ "$(id -u)" -ne 0 ] || as_user=(--user=mysql)

# Installing a fresh data folder takes seconds; it is done once and copied from then on.
template_folder() {
  local version folder fresh
  version=$("$server" --no-defaults --version | sed -n 's/.*Ver \([0-9.]*\).*/\1/p')
  folder="${TMPDIR:-/tmp}/plexus-mariadb-${version:-unknown}-$(id -u)"
  if [ ! -d "$folder/data" ]; then
    fresh=$(mktemp -d "$folder.XXXXXX")
    chmod 755 "$fresh"
    [ "$(id -u)" -ne 0 ] || chown mysql "$fresh"
    "$installer" --no-defaults "${as_user[@]}" --datadir="$fresh/data" \
      --auth-root-authentication-method=normal --skip-test-db --skip-name-resolve \
      >"$fresh/install.log" 2>&1 || die "installing a data folder failed, see $fresh/install.log"
    # Two suites may do this at once: the first to move wins, the other uses its work.
    mv -T "$fresh" "$folder" 2>/dev/null || rm -rf "$fresh"
  fi
  [ -d "$folder/data" ] || die "no data folder in $folder"
  echo "$folder"
}

port_is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

free_port() {
  local port tries
  for tries in $(seq 1 100); do
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 20000))
    if port_is_free "$port"; then echo "$port"; return; fi
  done
  die "no free port after $tries tries"
}

running() { kill -0 "$1" 2>/dev/null; }

# nosync: waits for no disk, tests run faster. Not for tests that kill the server: where the data is in
# /dev/shm too, it may lose what it acknowledged (docs/benchmarks.md).
launch() { # folder port
  local flush=nosync pool=64M
  [ ! -e "$1/durable" ] || flush=fsync pool=512M
  setsid "$server" --no-defaults "${as_user[@]}" \
    --datadir="$(cat "$1/where")" --socket="$1/s.sock" \
    --pid-file="$1/server.pid" --log-error="$1/error.log" --port="$2" --bind-address=127.0.0.1 \
    --skip-name-resolve --skip-log-bin --character-set-server=utf8mb4 --max-connections=300 \
    --innodb-buffer-pool-size=$pool --innodb-flush-method=$flush --lower-case-table-names=0 \
    </dev/null >>"$1/output.log" 2>&1 &
  echo $! >"$1/pid"
}

# Answers 0 when the server takes connections, 1 when it gave up (its port was taken, say).
await() { # folder port
  local tries
  for tries in $(seq 1 600); do
    running "$(cat "$1/pid")" || return 1
    if [ -S "$1/s.sock" ] && ! port_is_free "$2"; then return 0; fi
    sleep 0.1
  done
  die "the server did not come up after $tries tries, see $1/error.log"
}

# Where the data lives: in memory where there is room, for a schema change waits for the disk
# many times and every test makes a schema; else in the folder itself. Written down in FOLDER/where.
place_data() { # folder
  local free_kib=0 place=$1
  if [ ! -e "$1/durable" ] && [ -d /dev/shm ] && [ -w /dev/shm ]; then
    free_kib=$(df -Pk /dev/shm | awk 'NR == 2 { print $4 }')
  fi
  if [ "${free_kib:-0}" -ge 1048576 ]; then
    place=$(mktemp -d /dev/shm/plexus-mariadb.XXXXXX)
    chmod 755 "$place"
    [ "$(id -u)" -ne 0 ] || chown mysql "$place"
  fi
  echo "$place/data" >"$1/where"
  cat "$1/where"
}

remove_data() { # folder
  local data
  data=$(cat "$1/where" 2>/dev/null || echo "$1/data")
  rm -rf "$data"
  case $data in /dev/shm/plexus-mariadb.*/data) rmdir "${data%/data}" 2>/dev/null || true ;; esac
}

start() { # folder kind
  local folder=$1 template data port attempt
  mkdir -p "$folder"
  folder=$(cd "$folder" && pwd)
  [ ! -e "$folder/pid" ] || die "a server was started in $folder before; stop it first"
  [ "$2" != durable ] || touch "$folder/durable"
  case $2,$folder in durable,/dev/shm/*) die "a durable server needs a folder on a disk" ;; esac
  # A socket's path has at most 107 bytes.
  [ ${#folder} -le 90 ] || die "the path of $folder is too long for a socket"
  template=$(template_folder)
  data=$(place_data "$folder")
  cp -a --sparse=always "$template/data" "$data"
  [ "$(id -u)" -ne 0 ] || chown mysql "$folder"
  for attempt in 1 2 3 4 5; do
    port=$(free_port)
    launch "$folder" "$port"
    if await "$folder" "$port"; then
      echo "$port" >"$folder/port"
      echo "mysql://root@127.0.0.1:$port"
      return
    fi
  done
  die "the server did not start in $attempt attempts, see $folder/error.log"
}

restart() {
  local folder port
  [ -f "$1/port" ] || die "no server was started in $1"
  folder=$(cd "$1" && pwd)
  port=$(cat "$folder/port")
  ! running "$(cat "$folder/pid")" || die "the server in $folder still runs"
  rm -f "$folder/s.sock"
  launch "$folder" "$port"
  await "$folder" "$port" || die "the server did not start again, see $folder/error.log"
}

stop() {
  local folder=$1 pid tries
  [ -f "$folder/pid" ] || die "no server was started in $folder"
  pid=$(cat "$folder/pid")
  # Nothing of the test data is kept, so there is nothing to write down in peace.
  kill -KILL "$pid" 2>/dev/null || true
  for tries in $(seq 1 100); do
    running "$pid" || break
    sleep 0.05
  done
  ! running "$pid" || die "process $pid does not end after $tries tries"
  remove_data "$folder"
  rm -rf "$folder/where" "$folder/s.sock" "$folder/pid" "$folder/server.pid" \
    "$folder/port" "$folder/durable" "$folder"/*.log
  rmdir "$folder" 2>/dev/null || true
}

usage() { echo "usage: mariadb.sh start|durable|restart|stop DIR" >&2; exit 2; }
[ $# -eq 2 ] || usage
case $1 in
  start | durable) start "$2" "$1" ;;
  restart) restart "$2" ;;
  stop) stop "$2" ;;
  *) usage ;;
esac
