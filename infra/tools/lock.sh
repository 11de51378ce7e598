#!/usr/bin/env bash
# Makes every lock file again from pyproject.toml: exact versions with hashes for every platform, no address of any registry.
set -euo pipefail
cd "$(dirname "$0")/../.."
export UV_SYSTEM_CERTS=1

compile() { # compile <lock file> <argument ...>
  local lock=$1 before
  shift
  before=$(mktemp)
  if [ -e "$lock" ]; then cp -p "$lock" "$before"; fi
  .venv-uv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
    --output-file "$lock" "$@" >/dev/null
  if cmp -s "$lock" "$before"; then touch -r "$before" "$lock"; fi # unchanged: no virtual environment is made again
  rm -f "$before"
  echo "· $lock: $(grep -c '==' "$lock") packages"
}
mkdir -p requirements
compile requirements/runtime.txt pyproject.toml
compile requirements/dev.txt pyproject.toml --group dev --constraint requirements/runtime.txt
for group in emulator sam audit checkov uv; do
  compile "requirements/$group.txt" --group "pyproject.toml:$group"
done
for service in reflections milestones notifications; do
  mkdir -p "services/$service"
  compile "services/$service/requirements.txt" --group "pyproject.toml:$service" --constraint requirements/runtime.txt
done
# What a single function ships beyond its service; see infra/build/artifacts.py.
compile services/reflections/requirements-consults.txt --group pyproject.toml:reflections-consults --constraint requirements/runtime.txt
