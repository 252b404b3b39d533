package local

import (
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/mandobot/mando/internal/discordapi/discordtest"
	"github.com/mandobot/mando/internal/mandala"
)

// screenshot has a headless browser look at the page, and returns how many of
// its pixels have the colour, given as 0xRRGGBB.
func screenshot(t *testing.T, browser, page string, color uint32) int {
	t.Helper()
	file := filepath.Join(t.TempDir(), "page.png")
	out, err := exec.CommandContext(t.Context(), browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
		"--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
		"--force-color-profile=srgb", "--user-data-dir="+t.TempDir(), "--window-size=1200,900",
		"--virtual-time-budget=3000", "--screenshot="+file, page).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	seen, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for y := range seen.Bounds().Dy() {
		for x := range seen.Bounds().Dx() {
			r, g, b, _ := seen.At(x, y).RGBA()
			if r>>8<<16|g>>8<<8|b>>8 == color {
				n++
			}
		}
	}
	return n
}

func TestABrowserShowsThePictureOnThePage(t *testing.T) {
	t.Parallel()
	browser, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("skipped: chromium is not installed")
	}
	stack := startTestStack(t, Config{})
	in := send(t, stack, discordtest.Option("seed", "moon"), discordtest.Option("style", "lotus"), discordtest.Option("palette", "ember"))
	checkPicture(t, in, wait(t, stack, in))
	p, err := mandala.New(mandala.Options{Seed: "moon", Style: mandala.Lotus, Palette: "ember"})
	if err != nil {
		t.Fatal(err)
	}
	// A picture 350 pixels wide has thousands of its main accent.
	if n := screenshot(t, browser, stack.URL(), p.Accent()); n < 1000 {
		t.Errorf("only %d pixels of the page have the picture's accent %06x", n, p.Accent())
	}
}
