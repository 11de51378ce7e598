#!/usr/bin/env bash
# Prints the path of the Python to build the virtual environments with: 3.13 (the Lambda runtime) where there is one, else any from 3.11 on.
set -euo pipefail

works() { "$1" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] < (4, 0))' >/dev/null 2>&1; }

# A pyenv shim may stand on PATH for a version that is not switched on: each candidate is run before it is believed.
candidates=(python3.13)
if command -v pyenv >/dev/null 2>&1; then
  candidates+=("$(pyenv prefix 3.13.0 2>/dev/null || true)/bin/python")
fi
candidates+=(python3.12 python3.11 python3 python3.14 /usr/bin/python3)

for candidate in "${candidates[@]}"; do
  if works "$candidate"; then
    "$candidate" -c 'import sys; print(sys.executable)'
    exit 0
  fi
done
echo "Quiet Cheer needs Python 3.11 or newer with its venv module (best: 3.13), and found none on PATH. On Debian: apt install python3-venv." >&2
exit 1
