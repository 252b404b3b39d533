#!/usr/bin/env bash
# Checks the Terraform configuration without an account: its form, its types
# against the providers' schemas, its promises (tests/), and that the documents
# say what it does (plan_test.go). Needs Terraform 1.11, and either the provider
# registry or a folder that stands in for it: ../../shared/terraform-offline, or
# whatever TF_CLI_CONFIG_FILE names.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if ! command -v terraform >/dev/null; then
	echo "terraform/check.sh: skipped: terraform is not installed" >&2
	exit 0
fi
offline=../../shared/terraform-offline/setup.sh
if [[ ! -f ${TF_CLI_CONFIG_FILE:-} && -x $offline ]]; then
	TF_CLI_CONFIG_FILE="$("$offline")"
	export TF_CLI_CONFIG_FILE
fi

terraform fmt -check -recursive -diff
if ! log="$(terraform init -backend=false -input=false -no-color 2>&1)"; then
	if [[ $log == *"could not connect to registry.terraform.io"* ]]; then
		echo "terraform/check.sh: skipped: the provider registry is out of reach" >&2
		exit 0
	fi
	echo "$log" >&2
	exit 1
fi
terraform validate -no-color
terraform test -no-color
go test -count=1 .
