#!/usr/bin/env bash
# Makes or refreshes one virtual environment from one lock file: venv.sh <folder> <lock file> [import root ...]
# Prints one line, and a second one where it fails. The machine's own pip settings stay as they are.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=$1 lock=$2
shift 2

mkdir -p .local
log=.local/setup-${folder#.}.log
fail() { # one line: what stopped it, as far as the tools say; the others lie in the log
  reason=$(grep -iE 'failed to fetch|no space|denied|certificate' "$log" | head -n 1 || true)
  reason=${reason:-$(grep -i 'error' "$log" | tail -n 1 || true)}
  echo "Setting up $folder failed, whole story in $log: ${reason:-$(tail -n 1 "$log")}" >&2
  exit 1
}

python=$(bash infra/tools/interpreter.sh)
echo "· setting up $folder ($("$python" -V), $(grep -c '==' "$lock") packages)"

# uv takes certificates and index from the same places as pip would.
export UV_SYSTEM_CERTS=1 UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy
certificates=$("$python" -m pip config get global.cert 2>/dev/null || true)
if [ -n "$certificates" ] && [ -z "${SSL_CERT_FILE:-}" ]; then export SSL_CERT_FILE=$certificates; fi
index=${PIP_INDEX_URL:-$("$python" -m pip config get global.index-url 2>/dev/null || true)}
if [ -n "$index" ] && [ -z "${UV_DEFAULT_INDEX:-}" ]; then export UV_DEFAULT_INDEX=$index; fi

same_python() { [ "$("$folder/bin/python" -V 2>/dev/null)" = "$("$python" -V)" ]; }
with_uv() { # an environment that fits is brought up to date in place
  { same_python || .venv-uv/bin/uv venv --quiet --clear --python "$python" "$folder"; } &&
    .venv-uv/bin/uv pip sync --quiet --require-hashes --python "$folder/bin/python" "$lock"
}
with_pip() { # slower, and knows every setting of pip's that uv does not
  "$python" -m venv --clear "$folder" &&
    "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r "$lock"
}
if [ "$folder" = .venv-uv ]; then
  with_pip >"$log" 2>&1 || fail
else
  with_uv >"$log" 2>&1 || with_pip >>"$log" 2>&1 || fail
fi

rm -f "$log"

# Import roots as a .pth file instead of PYTHONPATH: an environment variable would reach the emulator's functions, too, and hide what an artifact lacks.
if [ $# -gt 0 ]; then
  site=$("$folder/bin/python" -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')
  for root in "$@"; do echo "$PWD/$root"; done >"$site/quiet_cheer.pth"
fi
touch "$folder/.stamp"
