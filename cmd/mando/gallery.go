package main

import (
	"bytes"
	"cmp"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"

	"github.com/spf13/cobra"

	"github.com/mandobot/mando/internal/mandala"
)

func newGalleryCommand() *cobra.Command {
	var g gallery
	cmd := &cobra.Command{
		Use:   "gallery [flags]",
		Short: "Draw a contact sheet of styles, palettes or seeds",
		Long: `Gallery draws many mandalas side by side on one PNG: --count of every style, of
every palette, or of the seeds "SEED 1", "SEED 2" and so on. What the options
leave open, the seeds decide.`,
		Example: `  mando gallery
  mando gallery --by palette --style lotus -o palettes.png
  mando gallery --by seed --style star --count 60 --gap 16 --backdrop discord-dark
  mando gallery --by style --count 2 --columns 4 -o docs/gallery.png`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return g.run(cmd) },
	}
	flags := cmd.Flags()
	flags.StringVar(&g.by, "by", "style", "what the pictures show: style, palette or seed")
	flags.StringVar(&g.options.Seed, "seed", "mando", "the `text` that the seeds begin with")
	flags.StringVar((*string)(&g.options.Style), "style", "", "the `name` of a style, for pictures by palette or seed")
	flags.StringVar(&g.options.Palette, "palette", "", "the `name` of a palette, for pictures by style or seed")
	flags.IntVar(&g.options.Symmetry, "symmetry", 0, "the `number` of turns that leave the pictures unchanged")
	flags.IntVar(&g.count, "count", 0, "how `many` of each style or palette, or in all by seed (default 6, 1 and 24)")
	flags.IntVar(&g.columns, "columns", 6, "pictures side by `side`")
	flags.IntVar(&g.options.Size, "cell", mandala.MinSize, "the side of one picture in `pixels`")
	flags.IntVar(&g.gap, "gap", 0, "`pixels` around the pictures")
	flags.StringVar(&g.backdrop, "backdrop", "white", "the `colour` around the pictures: white, discord-dark, discord-light")
	flags.StringVarP(&g.output, "output", "o", "gallery.png", "write to `file`, - for the standard output")
	return cmd
}

// backdrops are what a sheet's pictures may lie on: paper, and the two grounds
// on which Discord shows pictures.
var backdrops = map[string]color.RGBA{
	"white":         {255, 255, 255, 255},
	"discord-dark":  {0x31, 0x33, 0x38, 255},
	"discord-light": {0xf2, 0xf3, 0xf5, 255},
}

// The bounds of a sheet, which is held in memory.
const (
	maxPictures = 1000
	maxSheet    = 64 << 20 // pixels
)

// gallery is one call of mando gallery.
type gallery struct {
	by       string
	options  mandala.Options
	count    int
	columns  int
	gap      int
	backdrop string
	output   string
}

func (g *gallery) run(cmd *cobra.Command) error {
	pictures, err := g.pictures()
	if err == nil {
		err = g.check(pictures)
	}
	if err != nil {
		return usageError{err}
	}
	sheet := image.NewRGBA(g.bounds(len(pictures)))
	draw.Draw(sheet, sheet.Bounds(), image.NewUniform(backdrops[g.backdrop]), image.Point{}, draw.Src)
	bar := newBar(cmd.ErrOrStderr(), len(pictures))
	for i, o := range pictures {
		if err := cmd.Context().Err(); err != nil {
			return fmt.Errorf("drew %d of %d: %w", i, len(pictures), err)
		}
		if err := hang(sheet, g.place(i), o); err != nil {
			return err
		}
		_ = bar.Add(1) // a bar that cannot be drawn is not worth a failure
	}
	write := func(w io.Writer) error {
		return (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(w, sheet)
	}
	if g.output == "-" {
		return write(cmd.OutOrStdout())
	}
	return replaceFile(g.output, write)
}

// pictures lists the options of every picture of the sheet in order.
func (g *gallery) pictures() ([]mandala.Options, error) {
	switch {
	case g.by == "style" && g.options.Style != "", g.by == "palette" && g.options.Palette != "":
		return nil, fmt.Errorf("cannot show every %[1]s and only one; leave out --%[1]s or give --by seed", g.by)
	case g.by == "style":
		return g.eachStyle(), nil
	case g.by == "palette":
		return g.eachPalette(), nil
	case g.by == "seed":
		return g.eachSeed(g.options, 0, cmp.Or(g.count, 24)), nil
	}
	return nil, fmt.Errorf("unknown order %q, allowed are style, palette and seed", g.by)
}

func (g *gallery) eachStyle() []mandala.Options {
	var list []mandala.Options
	count := cmp.Or(g.count, 6)
	for i, s := range mandala.Styles() {
		o := g.options
		o.Style = s
		list = append(list, g.eachSeed(o, i*count, count)...)
	}
	return list
}

func (g *gallery) eachPalette() []mandala.Options {
	var list []mandala.Options
	for _, p := range mandala.Palettes() {
		o := g.options
		o.Palette = p.Name
		list = append(list, g.eachSeed(o, 0, cmp.Or(g.count, 1))...)
	}
	return list
}

// eachSeed varies o by count seeds, numbered on from first.
func (g *gallery) eachSeed(o mandala.Options, first, count int) []mandala.Options {
	var list []mandala.Options
	for i := range count {
		o.Seed = fmt.Sprintf("%s %d", g.options.Seed, first+i+1)
		list = append(list, o)
	}
	return list
}

// check refuses what cannot be drawn, before any file is touched.
func (g *gallery) check(pictures []mandala.Options) error {
	if _, ok := backdrops[g.backdrop]; !ok {
		return fmt.Errorf("unknown backdrop %q, allowed are white, discord-dark and discord-light", g.backdrop)
	}
	n := len(pictures)
	if n < 1 || n > maxPictures || g.columns < 1 || g.gap < 0 || g.gap > mandala.MaxSize {
		return fmt.Errorf("cannot lay out %d pictures in %d columns with gaps of %d pixels; give 1 to %d pictures, 1 or more columns, gaps of 0 to %d",
			n, g.columns, g.gap, maxPictures, mandala.MaxSize)
	}
	if err := pictures[n-1].Validate(); err != nil {
		return err
	}
	if b := g.bounds(n); b.Dx()*b.Dy() > maxSheet {
		return fmt.Errorf("cannot hold a sheet of %d by %d pixels; give fewer pictures or a smaller --cell", b.Dx(), b.Dy())
	}
	return nil
}

// bounds are those of the sheet.
func (g *gallery) bounds(pictures int) image.Rectangle {
	rows := (pictures + g.columns - 1) / g.columns
	return image.Rect(0, 0, min(pictures, g.columns)*g.step()+g.gap, rows*g.step()+g.gap)
}

// step is the distance from one picture to the next.
func (g *gallery) step() int { return g.options.Size + g.gap }

// place is where the picture i hangs.
func (g *gallery) place(i int) image.Rectangle {
	corner := image.Pt(g.gap+i%g.columns*g.step(), g.gap+i/g.columns*g.step())
	return image.Rectangle{corner, corner.Add(image.Pt(g.options.Size, g.options.Size))}
}

// hang draws a picture in its place.
func hang(sheet *image.RGBA, place image.Rectangle, o mandala.Options) error {
	picture, err := mandala.New(o)
	if err != nil {
		return err
	}
	var encoded bytes.Buffer
	if err := picture.PNG(&encoded); err != nil {
		return fmt.Errorf("drawing seed %q: %w", o.Seed, err)
	}
	decoded, err := png.Decode(&encoded)
	if err != nil {
		return fmt.Errorf("reading back seed %q: %w", o.Seed, err)
	}
	draw.Draw(sheet, place, decoded, decoded.Bounds().Min, draw.Src)
	return nil
}
