package mandala

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestValidateNamesEachWrongField(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("é", MaxSeedLength)
	for _, test := range []struct {
		name    string
		options Options
		want    string // the start of each line
	}{
		{"a seed is enough", Options{Seed: "moon"}, ""},
		{"every option at its lower limit", Options{"m", Lotus, "saffron", MinSymmetry, MinSize}, ""},
		{"every option at its upper limit", Options{long, Bezier, "surprise", MaxSymmetry, MaxSize}, ""},
		{"no seed", Options{}, `wrong seed ""`},
		{"a seed one character too long", Options{Seed: long + "é"}, `wrong seed éé`},
		{"a seed that is not text", Options{Seed: "\xff"}, `wrong seed "\xff"`},
		{"a palette with a letter missing", Options{Seed: "m", Palette: "safron"}, "unknown palette safron, did you mean saffron? (one of "},
		{"a palette in capitals", Options{Seed: "m", Palette: " Saffron"}, `unknown palette " Saffron", did you mean saffron?`},
		{"a style like no other", Options{Seed: "m", Style: "photograph"}, "unknown style photograph (one of lotus, lace, "},
		{"a symmetry below the limit", Options{Seed: "m", Symmetry: 2}, "wrong symmetry 2, did you mean 3? (3 to 24)"},
		{"a symmetry below zero", Options{Seed: "m", Symmetry: -1}, "wrong symmetry -1, did you mean 3? (3 to 24)"},
		{"a symmetry above the limit", Options{Seed: "m", Symmetry: 25}, "wrong symmetry 25, did you mean 24? (3 to 24)"},
		{"a size of a line to the moon", Options{Seed: "m", Size: 1 << 31}, "wrong size 2147483648, did you mean 4096? (256 to 4096)"},
		{"everything wrong", Options{"", "x", "x", 1, 1}, "wrong seed\nunknown style\nunknown palette\nwrong symmetry\nwrong size"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			checkError(t, test.options.Validate(), test.want)
			_, err := New(test.options)
			checkError(t, err, test.want)
		})
	}
}

// checkError compares the start of each line of an error.
func checkError(t *testing.T, err error, want string) {
	t.Helper()
	if err == nil {
		if want != "" {
			t.Fatalf("no error, want %q", want)
		}
		return
	}
	got, wanted := strings.Split(err.Error(), "\n"), strings.Split(want, "\n")
	if len(got) != len(wanted) || want == "" {
		t.Fatalf("error %q, want lines that start with %q", err, wanted)
	}
	for i := range got {
		if !strings.HasPrefix(got[i], wanted[i]) {
			t.Errorf("line %q, want it to start with %q", got[i], wanted[i])
		}
	}
}

func TestAnOptionErrorCanBePickedOut(t *testing.T) {
	t.Parallel()
	err := Options{Seed: "m", Palette: "safron", Size: 5000}.Validate()
	var option *OptionError
	if !errors.As(err, &option) {
		t.Fatalf("%v holds no OptionError", err)
	}
	if option.Field != "palette" || option.Value != "safron" || option.Suggestion != "saffron" || !strings.Contains(option.Limits, "saffron") {
		t.Errorf("got %+v", option)
	}
}

func TestALongValueIsCutInItsError(t *testing.T) {
	t.Parallel()
	err := Options{Seed: "m", Palette: strings.Repeat("x", 1<<20)}.Validate()
	if n := len(err.Error()); n > 1000 {
		t.Errorf("an error of %d bytes", n)
	}
}

func TestCompleteFillsEveryBlankAndOnlyThose(t *testing.T) {
	t.Parallel()
	for i := range 500 {
		blank := Options{Seed: fmt.Sprint(i)}
		full := blank.Complete()
		if full.Style == "" || full.Palette == "" || full.Symmetry == 0 || full.Size != DefaultSize {
			t.Fatalf("%+v has blanks", full)
		}
		if err := full.Validate(); err != nil {
			t.Fatal(err)
		}
		if full.Complete() != full {
			t.Fatalf("%+v was changed", full)
		}
		for _, part := range []Options{
			{Seed: full.Seed, Style: full.Style},
			{Seed: full.Seed, Symmetry: full.Symmetry},
			{Seed: full.Seed, Style: full.Style, Palette: full.Palette, Size: full.Size},
		} {
			if part.Complete() != full {
				t.Fatalf("fixing what the seed chose changed %+v to %+v", full, part.Complete())
			}
		}
	}
}

func TestFixingOneOptionKeepsTheOthers(t *testing.T) {
	t.Parallel()
	for i := range 200 {
		seed := fmt.Sprint(i)
		free := Options{Seed: seed}.Complete()
		if got := (Options{Seed: seed, Palette: "saffron"}).Complete(); got.Style != free.Style || got.Symmetry != free.Symmetry {
			t.Fatalf("a palette changed %+v to %+v", free, got)
		}
		if got := (Options{Seed: seed, Symmetry: 9}).Complete(); got.Style != free.Style || got.Palette != free.Palette {
			t.Fatalf("a symmetry changed %+v to %+v", free, got)
		}
		if got := (Options{Seed: seed, Style: Lotus}).Complete(); got.Symmetry != free.Symmetry {
			t.Fatalf("a style changed %+v to %+v", free, got)
		}
	}
}

func TestSeedsChooseEveryStyleAndPalette(t *testing.T) {
	t.Parallel()
	styles, palettes := map[Style]int{}, map[string]int{}
	for i := range 3000 {
		o := Options{Seed: fmt.Sprint(i)}.Complete()
		styles[o.Style]++
		palettes[o.Palette]++
	}
	for _, s := range Styles() {
		if styles[s] < 150 {
			t.Errorf("style %s was chosen %d times of 3000", s, styles[s])
		}
	}
	for _, name := range paletteNames() {
		if got := palettes[name]; got == 0 != (name == LineArt) {
			t.Errorf("palette %s was chosen %d times of 3000", name, got)
		}
	}
}

func TestTheAccentIsNeverTheGround(t *testing.T) {
	t.Parallel()
	for _, name := range paletteNames() {
		p, err := New(Options{Seed: "accent", Palette: name})
		if err != nil {
			t.Fatal(err)
		}
		g := p.colors[ground]
		if a := p.Accent(); a > 0xFFFFFF || a == uint32(g.R)<<16|uint32(g.G)<<8|uint32(g.B) {
			t.Errorf("the accent of %s is %06x", name, a)
		}
	}
}
