package mandala

// The limits of Options. A symmetry is a number of turns that leave the picture
// unchanged, a size the side of the square picture in pixels, a seed's length
// is counted in characters.
const (
	MinSymmetry   = 3
	MaxSymmetry   = 24
	MinSize       = 256
	MaxSize       = 4096
	DefaultSize   = 1024
	MaxSeedLength = 100
)

// Style is the manner of a picture: which rings it may have and how they are
// filled and lined.
type Style string

// The styles.
const (
	Lotus  Style = "lotus"  // filled and inked petals in rings
	Lace   Style = "lace"   // line art
	Glass  Style = "glass"  // stained glass
	Star   Style = "star"   // a star field with interlaced straps
	Fill   Style = "fill"   // seed segments as filled polygons
	Bezier Style = "bezier" // seed segments as Bezier curves
)

// Styles returns every style, the default first.
func Styles() []Style { return []Style{Lotus, Lace, Glass, Star, Fill, Bezier} }

// Options say which picture. Only Seed is required: a zero Style, Palette or
// Symmetry leaves that choice to the seed, a zero Size means DefaultSize. Each
// choice has its own stream of randomness, so that setting one of them to what
// the seed would have chosen changes nothing, and setting it to anything else
// keeps the rest recognisable.
type Options struct {
	Seed     string `json:"seed"`               // any text of 1 to MaxSeedLength characters
	Style    Style  `json:"style,omitempty"`    // one of Styles
	Palette  string `json:"palette,omitempty"`  // the name of one of Palettes
	Symmetry int    `json:"symmetry,omitempty"` // MinSymmetry to MaxSymmetry
	Size     int    `json:"size,omitempty"`     // MinSize to MaxSize pixels
}

// Complete returns o with every blank filled in as New would. The same options
// give the same result everywhere. The options must be valid.
func (o Options) Complete() Options {
	if o.Style == "" {
		o.Style = chooseStyle(stream(o.Seed, "style"))
	}
	if o.Palette == "" {
		own := chooseStyle(stream(o.Seed, "style"))
		o.Palette = choosePalette(own, o.Style, stream(o.Seed, "palette"))
	}
	if o.Symmetry == 0 {
		o.Symmetry = chooseSymmetry(o.Style, stream(o.Seed, "symmetry"))
	}
	if o.Size == 0 {
		o.Size = DefaultSize
	}
	return o
}

// paletteNames returns the names of every palette in the order of Palettes.
func paletteNames() []string {
	names := make([]string, 0, len(swatches)+2)
	for _, s := range swatches {
		names = append(names, s.name)
	}
	return append(names, LineArt, Surprise)
}

// styleNames returns the names of every style in their order.
func styleNames() []string {
	var names []string
	for _, s := range Styles() {
		names = append(names, string(s))
	}
	return names
}
