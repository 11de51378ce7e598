#!/usr/bin/env bash
# Judges every template named in TEMPLATES: cfn-lint with this project's own rules, and SAM's own validation, two at a time.
set -euo pipefail
cd "$(dirname "$0")/../.."
read -ra templates <<<"${TEMPLATES:-}"
if [ ${#templates[@]} -eq 0 ]; then exit 0; fi

rules=()
if compgen -G 'infra/rules/*.py' >/dev/null; then rules=(--append-rules infra/rules); fi
.venv/bin/cfn-lint "${rules[@]}" -- "${templates[@]}"

# SAM asks no account anything here, and would only warn that it has none.
export AWS_CONFIG_FILE=/dev/null AWS_DEFAULT_REGION=eu-west-1 AWS_ACCESS_KEY_ID=none AWS_SECRET_ACCESS_KEY=none SAM_CLI_TELEMETRY=0
printf '%s\n' "${templates[@]}" |
  xargs -P 2 -I {} bash infra/tools/quietly.sh .venv-sam/bin/sam validate --lint --template-file {}
