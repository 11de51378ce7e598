#!/usr/bin/env bash
# Runs a command and shows what it says only if it fails: quietly.sh <command> [argument ...]
set -euo pipefail
said=$(mktemp)
trap 'rm -f "$said"' EXIT
"$@" >"$said" 2>&1 || { status=$?; cat "$said" >&2; exit "$status"; }
