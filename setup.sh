#!/bin/sh
# Sets the project up in .venv: system packages where they are missing, locked Python packages,
# and the project itself. `make` calls it when it is needed; PYTHON names the interpreter.
# `setup.sh test-tools` installs what only tests need: programs, where apt-get can, the voice extra, which
# Manim loads each time it starts, and the cluster extra.
#
# What is locked is written anew, after a change to `dependencies` in pyproject.toml, by
#   uv pip compile pyproject.toml --universal --generate-hashes --no-header --python-version 3.11 \
#       --extra dev --extra fast --extra slides -o requirements.lock
# and then, for the voice, with `--extra voice -c requirements.lock -o requirements-voice.lock` in their place,
# and for clusters in the same way.

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

# What tests drive: a browser that plays decks and films, and a voice that needs no network.
lacking_for_tests() {
    has chromium || has chromium-browser || has google-chrome || echo chromium
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

install_system_packages() {
    has apt-get || fail "Please install, under their names on your system, and run this again: $*"
    [ "$(id -u)" -eq 0 ] || has sudo || fail "Please install as root, and run this again: apt-get install $*"
    as_root apt-get update
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$@"
}

if [ "${1:-}" = test-tools ]; then
    missing=$(lacking_for_tests | tr '\n' ' ')
    # shellcheck disable=SC2086  # one argument for each package
    [ -z "$missing" ] || (install_system_packages $missing) ||
        echo "Tests that need $missing are skipped." >&2
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-voice.lock
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-cluster.lock
    exit 0
fi

missing=$(lacking | tr '\n' ' ')
if [ -n "$missing" ]; then
    # shellcheck disable=SC2086  # one argument for each package
    install_system_packages $missing
    missing=$(lacking | tr '\n' ' ')
    [ -z "$missing" ] || fail "$PYTHON still misses: $missing(for another Python than the system's, see its own installer)"
fi

"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "$("$PYTHON" --version) is too old: install Python 3.11 or newer, and name it: make PYTHON=python3.12"

# Its scripts start the Python of the folder that they were installed in.
if [ -e .venv/bin/pip ] && ! head -n 2 .venv/bin/pip | grep -qF "$(pwd -P)/.venv/bin/python"; then
    echo "This folder was moved or renamed since it was set up: setting it up anew."
    rm -rf .venv
fi
.venv/bin/python -c '' 2>/dev/null || "$PYTHON" -m venv --clear .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
