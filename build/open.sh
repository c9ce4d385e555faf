#!/bin/bash
# usage: build/open.sh BINARY [FLAG…]
# Opens the window, or says what can be done without a display.
set -u
if [ "$(uname -s)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
	cat >&2 <<-END
		There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open.
		Run this in a desktop session, or over "ssh -X". Without a display these work:
		  $1 check          read the watched services once
		  $1 check --json   the same for scripts
		  $1 report         the report of today
		  $1 services       the services that are known
	END
	exit 1
fi
exec "$@"
