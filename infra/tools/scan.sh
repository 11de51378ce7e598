#!/usr/bin/env bash
# Looks for weak code (bandit), weak templates (checkov, with the skips of .checkov.yaml) and secrets (detect-secrets), side by side.
# What is found and is no weakness says so where it stands: # nosec, # pragma: allowlist secret, Metadata of a resource.
set -euo pipefail
cd "$(dirname "$0")/../.."
read -ra templates <<<"${TEMPLATES:-}"
status=0
quietly=(bash infra/tools/quietly.sh)

"${quietly[@]}" .venv-audit/bin/bandit --quiet --configfile pyproject.toml --recursive services infra benchmarks &
code=$!
# Checkov asks its makers for nothing: what its rules say stands in the package.
"${quietly[@]}" .venv-checkov/bin/checkov --config-file .checkov.yaml --skip-download "${templates[@]/#/--file=}" &
stacks=$!

# Hashes of locked packages and published test data look like secrets, are many, and are made by programs.
git ls-files -z --cached --others --exclude-standard |
  grep -zvE '^(requirements/|services/[a-z]+/requirements[a-z-]*\.txt$|tests/data/)' |
  xargs -0 -n 350 -P 2 "${quietly[@]}" .venv-audit/bin/detect-secrets-hook --no-verify || status=1

wait "$code" || status=1
wait "$stacks" || status=1
exit "$status"
