package mandala

import (
	"math"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

func TestSincosIsThatOfMathToTheLastBits(t *testing.T) {
	t.Parallel()
	for i := range 200_000 {
		angle := (float64(i) - 100_000) / 1000
		sin, cos := sincos(angle)
		wantSin, wantCos := math.Sincos(angle)
		if math.Abs(sin-wantSin) > 4e-16 || math.Abs(cos-wantCos) > 4e-16 {
			t.Fatalf("sincos(%v) = %v, %v, want %v, %v", angle, sin, cos, wantSin, wantCos)
		}
	}
}

// The bytes of a picture must not depend on the processor, so the compiler must
// find nothing to fuse: it may only do so on arm64 and others, where this
// package is compiled to see.
func TestNoProductIsFusedWithASum(t *testing.T) {
	t.Parallel()
	if testing.Short() || raced {
		t.Skip("compiles for arm64")
	}
	build := exec.Command("go", "build", "-gcflags=-S", ".")
	build.Env = append(build.Environ(), "GOARCH=arm64", "CGO_ENABLED=0")
	out, err := build.CombinedOutput()
	if err != nil {
		t.Fatalf("compiling for arm64: %v\n%s", err, out)
	}
	if !strings.Contains(string(out), "FMULD") {
		t.Fatal("the listing holds no floating point at all: the test reads it wrongly")
	}
	fused := regexp.MustCompile(`\(([^()]*/[a-z0-9_]+\.go:\d+)\)\s+(FN?M(?:ADD|SUB)[SD])`)
	for _, m := range fused.FindAllStringSubmatch(string(out), -1) {
		t.Errorf("%s: %s: write float64(x*y) around the product", m[1], m[2])
	}
}
