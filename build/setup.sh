#!/bin/bash
# usage: build/setup.sh run|test|bench
# Makes sure that the system packages are there: those that building and running the window needs, also those that the
# tests need, or also those that the benchmarks compare with. On Debian and its kin it installs what is missing;
# elsewhere it names the packages and goes on.
set -eu

run_packages="gcc libc6-dev pkg-config libgtk-3-dev libwebkit2gtk-4.1-dev"
test_packages="xvfb x11-utils x11-apps xdotool xclip imagemagick dbus openbox dunst fonts-dejavu-core procps python3-gi gir1.2-gtk-3.0"
bench_packages="python3-pandas python3-openpyxl"

purpose=${1:-run}
cd "$(dirname "$0")/.."

fail() { echo "$*" >&2; exit 1; }

# at_least WANTED GIVEN tells whether version GIVEN is not older than WANTED.
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

check_tools() {
	command -v go >/dev/null || fail "Go is missing. Version 1.26 or newer is at https://go.dev/dl/"
	# An older Go fetches the one that go.mod asks for, unless it was told not to.
	go version >/dev/null 2>&1 || fail "This Go is too old and may not fetch a newer one. Version 1.26 is at https://go.dev/dl/"
	command -v node >/dev/null || fail "Node is missing. Version 20.19 or newer is at https://nodejs.org/"
	node=$(node --version | tr -d v)
	at_least 20.19.0 "$node" || fail "Node $node is too old: Vite needs 20.19 or newer, from https://nodejs.org/"
	command -v npm >/dev/null || fail "npm is missing. The Node from https://nodejs.org/ brings it along"
}

have_browser() {
	for browser in chromium chromium-browser google-chrome google-chrome-stable; do
		command -v "$browser" >/dev/null && return
	done
	return 1
}

# Ubuntu has Chromium under another name than Debian and the rest of its kin.
browser_package() { grep -qs '^ID=ubuntu$' /etc/os-release && echo chromium-browser || echo chromium; }

install_with_apt() {
	wanted=$run_packages
	if [ "$purpose" = bench ]; then
		wanted="$wanted $bench_packages"
	fi
	if [ "$purpose" != run ]; then
		wanted="$wanted $test_packages"
		# The tests drive whichever Chromium or Chrome is there; only where there is none does one have to come.
		have_browser || wanted="$wanted $(browser_package)"
	fi
	missing=
	for package in $wanted; do
		[ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)" = installed ] || missing="$missing $package"
	done
	[ -n "$missing" ] || return 0
	as_root=
	if [ "$(id -u)" != 0 ]; then
		command -v sudo >/dev/null ||
			fail "System packages are missing, and there is no sudo to install them. As root: apt-get update && apt-get install$missing"
		as_root="sudo"
	fi
	echo "Installing the missing system packages:$missing"
	# A source that cannot be reached need not be the one that has them, so a failing update stops nothing.
	# shellcheck disable=SC2086 # the list is meant to fall apart into words
	$as_root sh -c 'apt-get update -q; DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"' sh $missing ||
		fail "The system packages could not be installed; see above why. Needed are:$missing"
}

name_packages() {
	case "$(uname -s)" in
	Linux)
		pkg-config --exists gtk+-3.0 webkit2gtk-4.1 2>/dev/null && command -v gcc >/dev/null && [ "$purpose" = run ] && return 0
		cat <<-'END'
			This system has no apt, so nothing is installed. Needed are:
			  Fedora:  dnf install gcc pkgconf-pkg-config gtk3-devel webkit2gtk4.1-devel
			  Arch:    pacman -S gcc pkgconf gtk3 webkit2gtk-4.1
		END
		[ "$purpose" = run ] || cat <<-'END'
			and for the tests:
			  Fedora:  dnf install xorg-x11-server-Xvfb xprop xlogo xdotool xclip ImageMagick dbus-daemon openbox dunst dejavu-sans-fonts procps-ng chromium python3-gobject
			  Arch:    pacman -S xorg-server-xvfb xorg-xprop xorg-xlogo xdotool xclip imagemagick dbus openbox dunst ttf-dejavu procps-ng chromium python-gobject
		END
		;;
	Darwin) xcode-select -p >/dev/null 2>&1 || echo "Needed: the command line tools of Xcode (xcode-select --install)." ;;
	*) echo "Needed: the WebView2 runtime (part of Windows 11), and make from Git Bash or MSYS2." ;;
	esac
}

check_tools
if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
	install_with_apt
else
	name_packages
fi
