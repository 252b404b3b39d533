package main

import (
	"cmp"
	"crypto/rand"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/mandobot/mando/internal/mandala"
	"github.com/mandobot/mando/internal/mandala/pdf"
)

func newDrawCommand() *cobra.Command {
	var d drawing
	cmd := &cobra.Command{
		Use:   "draw [flags]",
		Short: "Draw a mandala, or many",
		Long: `Draw writes mandalas as files. The same options always give the same picture.
Without a seed it takes a random one and says which; what other options leave
open, the seed decides.`,
		Example: `  mando draw
  mando draw --seed moon --style lace --palette saffron -o moon.svg
  mando draw --seed moon --palette lineart --format pdf -o - | lp
  mando draw -n 60 --style star -o stars/star.png    # star-01.png to star-60.png`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			d.seeded = cmd.Flags().Changed("seed")
			return d.run(cmd)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&d.options.Seed, "seed", "", "any `text`, by default random")
	flags.StringVar((*string)(&d.options.Style), "style", "", fmt.Sprintf("the `name` of a style, one of %v", mandala.Styles()))
	flags.StringVar(&d.options.Palette, "palette", "", "the `name` of a palette")
	flags.IntVar(&d.options.Symmetry, "symmetry", 0, fmt.Sprintf("the `number` of turns that leave it unchanged, %d to %d", mandala.MinSymmetry, mandala.MaxSymmetry))
	flags.IntVar(&d.options.Size, "size", mandala.DefaultSize, fmt.Sprintf("the side in `pixels`, %d to %d", mandala.MinSize, mandala.MaxSize))
	flags.StringVarP(&d.output, "output", "o", "", "write to `file`, - for the standard output (default mandala.FORMAT)")
	flags.StringVar(&d.format, "format", "", "png, svg or pdf (default by the file's name, else png)")
	flags.IntVarP(&d.count, "count", "n", 1, fmt.Sprintf("draw this `many`, up to %d", maxDrawn))
	completeNames(cmd)
	return cmd
}

// completeNames lets a shell complete styles, palettes and formats.
func completeNames(cmd *cobra.Command) {
	for flag, names := range map[string]func() []string{
		"style": func() (names []string) {
			for _, s := range mandala.Styles() {
				names = append(names, string(s))
			}
			return names
		},
		"palette": func() (names []string) {
			for _, p := range mandala.Palettes() {
				names = append(names, p.Name)
			}
			return names
		},
		"format": func() []string { return slices.Sorted(maps.Keys(writers)) },
	} {
		// The only error is that the flag does not exist.
		_ = cmd.RegisterFlagCompletionFunc(flag, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return names(), cobra.ShellCompDirectiveNoFileComp
		})
	}
}

// maxDrawn bounds how many pictures one call draws.
const maxDrawn = 10_000

// drawing is one call of mando draw.
type drawing struct {
	options mandala.Options
	seeded  bool // the seed was given
	output  string
	format  string
	count   int
}

// writers write a picture in each format.
var writers = map[string]func(io.Writer, *mandala.Picture) error{
	"png": func(w io.Writer, p *mandala.Picture) error { return p.PNG(w) },
	"svg": func(w io.Writer, p *mandala.Picture) error { return p.SVG(w) },
	"pdf": pdf.Write,
}

func (d *drawing) run(cmd *cobra.Command) error {
	if err := d.check(); err != nil {
		return usageError{err}
	}
	var report strings.Builder
	bar := newBar(cmd.ErrOrStderr(), d.count)
	for i := range d.count {
		if err := cmd.Context().Err(); err != nil {
			return fmt.Errorf("drew %d of %d: %w", i, d.count, err)
		}
		file, seed := d.file(i), d.seed(i)
		if err := d.draw(cmd.OutOrStdout(), file, seed); err != nil {
			return err
		}
		if !d.seeded || d.count > 1 {
			fmt.Fprintf(&report, "%s: seed %s\n", cmp.Or(strings.TrimPrefix(file, "-"), "mandala"), seed)
		}
		_ = bar.Add(1) // a bar that cannot be drawn is not worth a failure
	}
	_, err := io.WriteString(cmd.ErrOrStderr(), report.String())
	return err
}

// check fills in the format and the name of the file and refuses what cannot be
// drawn, before any file is touched.
func (d *drawing) check() error {
	d.format = cmp.Or(d.format, strings.ToLower(strings.TrimPrefix(filepath.Ext(d.output), ".")), "png")
	if writers[d.format] == nil {
		return fmt.Errorf("unknown format %q, allowed are png, svg and pdf", d.format)
	}
	d.output = cmp.Or(d.output, "mandala."+d.format)
	if d.count < 1 || d.count > maxDrawn {
		return fmt.Errorf("cannot draw %d pictures, allowed is 1 to %d", d.count, maxDrawn)
	}
	if d.count > 1 && d.output == "-" {
		return fmt.Errorf("cannot write %d pictures to one output, name a file with -o", d.count)
	}
	o := d.options
	o.Seed = d.seed(d.count - 1)
	return o.Validate()
}

// seed returns the seed of the picture i: as given, numbered where there are
// several, or else random.
func (d *drawing) seed(i int) string {
	switch {
	case !d.seeded:
		return strings.ToLower(rand.Text()[:8])
	case d.count > 1 && d.options.Seed != "":
		return fmt.Sprintf("%s %d", d.options.Seed, i+1)
	}
	return d.options.Seed
}

// file returns the name of the file of the picture i.
func (d *drawing) file(i int) string {
	if d.count == 1 {
		return d.output
	}
	extension := filepath.Ext(d.output)
	digits := len(fmt.Sprint(d.count))
	return fmt.Sprintf("%s-%0*d%s", strings.TrimSuffix(d.output, extension), digits, i+1, extension)
}

func (d *drawing) draw(stdout io.Writer, file, seed string) error {
	o := d.options
	o.Seed = seed
	picture, err := mandala.New(o)
	if err != nil {
		return err
	}
	write := func(w io.Writer) error { return writers[d.format](w, picture) }
	if file == "-" {
		return write(stdout)
	}
	return replaceFile(file, write)
}

// replaceFile makes write's output the content of the file, or leaves it as it was.
func replaceFile(name string, write func(io.Writer) error) error {
	temporary, err := os.CreateTemp(filepath.Dir(name), ".mandala-*")
	if err != nil {
		return fmt.Errorf("creating %s: %w; name a file in a folder that exists and can be written", name, err)
	}
	defer os.Remove(temporary.Name())
	if err := cmp.Or(write(temporary), temporary.Chmod(0o644), temporary.Close()); err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	return os.Rename(temporary.Name(), name)
}
