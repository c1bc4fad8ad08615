#!/bin/sh
# Sets the project up in .venv: system packages where they are missing, locked Python packages,
# and the project itself. `make` calls it when it is needed; PYTHON names the interpreter.
# `setup.sh test-tools` installs what only tests need: programs, where apt-get can, the extra dev, the voice
# extra, which Manim loads each time it starts, and the cluster extra.
#
# What is locked is written anew, after a change to `dependencies` in pyproject.toml, by
#   uv pip compile pyproject.toml --universal --generate-hashes --no-header --python-version 3.11 \
#       --extra live --extra slides -o requirements.lock
# and then, for developers, with `--extra dev -c requirements.lock -o requirements-dev.lock` in place of the
# second line, and for the voice and for clusters in the same way.

set -eu
cd "$(dirname "$0")"
PYTHON=${PYTHON:-python3}

fail() {
    printf '%s\n' "$1" >&2
    exit 2
}

has() {
    command -v "$1" >/dev/null 2>&1
}

# The Debian packages of what is missing. pycairo and manimpango come as source and are compiled.
lacking() {
    has "$PYTHON" || echo python3
    "$PYTHON" -c 'import ensurepip' 2>/dev/null || echo python3-venv
    header=$("$PYTHON" -c 'import sysconfig; print(sysconfig.get_path("include"))' 2>/dev/null || true)/Python.h
    [ -f "$header" ] || echo python3-dev
    has cc || has gcc || echo gcc
    echo '#include <stdlib.h>' | ${CC:-cc} -E - >/dev/null 2>&1 || echo libc6-dev
    has pkg-config || echo pkg-config
    pkg-config --exists cairo 2>/dev/null || echo libcairo2-dev
    pkg-config --exists pangocairo 2>/dev/null || echo libpango1.0-dev
}

# What tests drive: two browsers that play decks and films, and a voice that needs no network. The headless
# shell of Chromium registers itself nowhere. Of Firefox, what Debian packages is needed, for the snap of
# others reads no profile in a temporary folder; it plays films by the system's decoder.
lacking_for_tests() {
    has chromium-headless-shell || has chromium || has chromium-browser || has google-chrome ||
        echo chromium-headless-shell
    has firefox-esr || echo firefox-esr
    /sbin/ldconfig -p 2>/dev/null | grep -q 'libavcodec\.so' || echo libavcodec-extra
    has espeak-ng || echo espeak-ng
    has sox || echo sox
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

# Say what is installed and for what, before sudo asks for anything.
install_system_packages() {
    purpose=$1
    shift
    has apt-get || fail "Please install, under their names on your system, and run this again: $*"
    [ "$(id -u)" -eq 0 ] || has sudo || fail "Please install as root, and run this again: apt-get install $*"
    echo "apt-get installs, $purpose: $*"
    [ "$(id -u)" -eq 0 ] || echo "For this alone, sudo may ask for your password."
    as_root apt-get -qq update
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$@" ||
        fail "apt-get could not install them: see what it says above. No network? Then run this again."
}

check_version() {
    "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        fail "$("$PYTHON" --version) is too old: install Python 3.11 or newer, and name it: make PYTHON=python3.12"
}

# Say how far pip is, from what it says: on a terminal in one line that changes.
progress() {
    count=0
    while read -r line; do
        case $line in
        Collecting\ *)
            count=$((count + 1))
            now=${line#Collecting }
            now="package $count: ${now%% *}"
            ;;
        Building\ wheel\ for\ *started)
            now=${line#Building wheel for }
            now="compiling ${now%% *}"
            ;;
        WARNING:\ Retrying\ *) now="no answer from the network: trying again" ;;
        Installing\ collected\ *) now="unpacking what is new" ;;
        *) continue ;;
        esac
        if [ -t 1 ]; then
            printf '\r\033[K  %.76s' "$now"
        else
            case $now in package*) ;; *) echo "  $now" ;; esac
        fi
    done
    if [ -t 1 ]; then printf '\r\033[K'; fi
}

# Have pip install something, and say in one line why it could not.
pip_install() {
    log=.venv/pip.log
    { .venv/bin/python -m pip install --disable-pip-version-check --no-input "$@" 2>&1 ||
        echo "pip has failed"; } | tee "$log" | progress
    grep -q '^pip has failed$' "$log" || return 0
    if grep -q 'No space left on device' "$log"; then
        fail "No room for the Python packages: make room on this disk, and run this again."
    elif grep -qE 'from versions: none|Retrying \(|ConnectionError|Max retries exceeded' "$log"; then
        fail "The packages could not be downloaded. No network? Then run this again. ($log has all that pip says)"
    fi
    grep -A 20 -m 1 'error' "$log" >&2 || tail -n 20 "$log" >&2
    fail "pip has failed: $log has all that it says"
}

case ${1:-} in
'' | test-tools) ;;
*) fail "setup.sh knows no $1: without a word, it installs what rendering needs; test-tools is what only tests need" ;;
esac

if [ "${1:-}" = test-tools ]; then
    for package in $(lacking_for_tests); do
        (install_system_packages "for tests alone" "$package") || echo "Tests that need $package are skipped." >&2
    done
    echo "Python packages for tests alone go into .venv: 400 MB there, a few minutes"
    pip_install --require-hashes -r requirements-dev.lock
    pip_install --require-hashes -r requirements-voice.lock
    pip_install --require-hashes -r requirements-cluster.lock
    exit 0
fi

if has "$PYTHON"; then check_version; fi
missing=$(lacking | tr '\n' ' ')
if [ -n "$missing" ]; then
    # shellcheck disable=SC2086  # one argument for each package
    install_system_packages "a compiler and the headers of Cairo and Pango, which draw" $missing
    missing=$(lacking | tr '\n' ' ')
    [ -z "$missing" ] || fail "$PYTHON still misses: $missing(for another Python than the system's, see its own installer)"
    check_version
fi

# Its scripts start the Python of the folder that they were installed in.
if [ -e .venv/bin/pip ] && ! head -n 2 .venv/bin/pip | grep -qF "$(pwd -P)/.venv/bin/python"; then
    echo "This folder was moved or renamed since it was set up: setting it up anew."
    rm -rf .venv
fi
.venv/bin/python -c '' 2>/dev/null || "$PYTHON" -m venv --clear .venv
echo "Python packages go into .venv: 900 MB there, some 260 MB to download, a few minutes"
pip_install --require-hashes -r requirements.lock
pip_install --no-deps --editable .
