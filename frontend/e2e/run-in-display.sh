#!/bin/bash
# usage: run-in-display.sh COMMAND…
# Runs COMMAND with an X server, a session bus and a home of its own, and ends what it started when COMMAND is over.
# The bus starts no services by itself, so a notification daemon is there only where a test starts one.
set -u
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
server=
cleanup() {
	[ -z "$server" ] || { kill "$server" && wait "$server"; } 2>/dev/null
	rm -rf "$scratch"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

# The server chooses a free display and writes its number once it takes connections.
mkfifo "$scratch/display"
Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp 3>"$scratch/display" >"$scratch/xvfb.log" 2>&1 &
server=$!
if ! read -r -t 20 display <"$scratch/display"; then
	echo "The X server did not start:" >&2
	cat "$scratch/xvfb.log" >&2
	exit 1
fi

export DISPLAY=":$display" GDK_BACKEND=x11 NO_AT_BRIDGE=1
# The inspector's connection to this very machine needs no proxy, and looking for one can hang on Ubuntu 24.04: GLib and
# libproxy then wait for each other.
export GIO_USE_PROXY_RESOLVER=dummy
export HOME="$scratch/home" XDG_RUNTIME_DIR="$scratch/run"
unset WAYLAND_DISPLAY XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME
mkdir -p "$HOME" "$XDG_RUNTIME_DIR"
chmod 700 "$XDG_RUNTIME_DIR"

# Node 20 has its WebSocket behind this flag.
case "$(node --version)" in v20.* | v21.*) export NODE_OPTIONS="--experimental-websocket --no-warnings" ;; esac

dbus-run-session --config-file="$here/session-bus.conf" -- "$@" &
wait $!
