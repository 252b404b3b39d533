# The commands of this project. `make help` lists them.
# Tools run at their versions by `go run`: nothing is installed.
GOFUMPT     := go run mvdan.cc/gofumpt@v0.10.0
STATICCHECK := go run honnef.co/go/tools/cmd/staticcheck@v0.7.0

# With a C compiler the tests look for data races too.
RACE := $(if $(filter 1,$(shell go env CGO_ENABLED)),$(if $(shell command -v $$(go env CC) 2>/dev/null),-race))

MODULES := . ./cmd/mando ./functions/receiver ./functions/renderer

.DEFAULT_GOAL := help
.PHONY: help dev test test-arm64 lint bench check package

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

dev: bin/mando ## run the whole system on this machine; Ctrl-C stops it
	@exec bin/mando dev

test: ## pass all the tests
	@$(if $(RACE),,echo "no C compiler: testing without the race detector")
	go test $(RACE) -shuffle=on work

test-arm64: ## draw the golden pictures on an emulated arm64 (qemu-user)
	GOARCH=arm64 CGO_ENABLED=0 go test -count=1 -exec qemu-aarch64 -run "AsTheyDid|SameBytes|Sincos|ALine|OwnMirror|Folded" ./internal/mandala

lint: ## check the form and the vet findings of the code
	@unformatted=$$($(GOFUMPT) -l .); if [ -n "$$unformatted" ]; then echo "run gofumpt -w on:"; echo "$$unformatted"; exit 1; fi
	go vet work
	$(STATICCHECK) $(addsuffix /...,$(MODULES))

bench: ## measure; BENCHMARKS.md holds the results
	go test -run '^$$' -bench . -benchmem -cpu 1 ./internal/... ./functions/receiver ./functions/renderer

package: ## build the functions' source zips into dist/
	go run ./cmd/mando package -o dist

check: ## all that CI checks
	.ci/run

.PHONY: bin/mando
bin/mando:
	@go build -o $@ ./cmd/mando
