package mandala

import (
	"encoding/binary"
	"hash/crc32"
	"io"
	"sync"

	"github.com/klauspost/compress/zlib"
)

// writePNG paints the drawing and writes it as a PNG.
func (d *drawing) writePNG(w io.Writer, c *colors) error {
	canvas := canvases.Get().(*canvas)
	defer canvases.Put(canvas)
	canvas.paint(d)
	e := encoders.Get().(*encoder)
	defer encoders.Put(e)
	e.encode(canvas, c)
	_, err := w.Write(e.out)
	return err
}

// encoder writes a canvas as a PNG (ISO/IEC 15948) of five chunks: header,
// colour space, palette, pixels, end. Each pixel is one byte; rows are not
// filtered, which only pays for continuous tones.
type encoder struct {
	out  []byte
	row  []byte
	zlib *zlib.Writer
}

// encoders are kept between pictures for their memory.
var encoders = sync.Pool{New: func() any { return newEncoder() }}

// newEncoder compresses as fast as possible: the flat shapes of a picture leave
// little for a longer search to find.
func newEncoder() *encoder {
	w, err := zlib.NewWriterLevel(io.Discard, zlib.BestSpeed)
	if err != nil {
		panic(err) // the level is a constant
	}
	return &encoder{zlib: w}
}

const (
	signature  = "\x89PNG\r\n\x1a\n"
	bitDepth   = 8
	indexed    = 3 // the colour type
	perceptual = 0 // the rendering intent
	unfiltered = 0 // the filter of a row
)

func (e *encoder) encode(c *canvas, inks *colors) {
	e.out = append(e.out[:0], signature...)
	e.chunk("IHDR", func() {
		e.number(uint32(c.size))
		e.number(uint32(c.size))
		e.out = append(e.out, bitDepth, indexed, 0, 0, 0)
	})
	e.chunk("sRGB", func() { e.out = append(e.out, perceptual) })
	e.chunk("PLTE", func() {
		for _, l := range inks.look() {
			e.out = append(e.out, l.R, l.G, l.B)
		}
	})
	e.chunk("IDAT", func() { e.pixels(c) })
	e.chunk("IEND", func() {})
}

func (e *encoder) number(n uint32) { e.out = binary.BigEndian.AppendUint32(e.out, n) }

// chunk writes a chunk whose data is what body writes.
func (e *encoder) chunk(name string, body func()) {
	start := len(e.out)
	e.number(0)
	e.out = append(e.out, name...)
	body()
	data := e.out[start+8:]
	binary.BigEndian.PutUint32(e.out[start:], uint32(len(data)))
	e.number(crc32.ChecksumIEEE(e.out[start+4:]))
}

// pixels writes the rows of the whole picture.
func (e *encoder) pixels(c *canvas) {
	e.zlib.Reset((*appender)(&e.out))
	for y := range c.size {
		e.row = c.appendRow(append(e.row[:0], unfiltered), y)
		_, _ = e.zlib.Write(e.row) // an appender takes everything
	}
	_ = e.zlib.Close()
}

// appender is a slice that grows by what is written to it.
type appender []byte

func (a *appender) Write(b []byte) (int, error) {
	*a = append(*a, b...)
	return len(b), nil
}
