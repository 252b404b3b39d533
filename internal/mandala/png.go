package mandala

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"io"
	"sync"

	"github.com/klauspost/compress/zlib"
)

// writePNG paints the drawing and writes it as a PNG (ISO/IEC 15948): header,
// colour space, palette, pixels, end. Each pixel is one byte, and rows are not
// filtered, which only pays for continuous tones.
func (d *drawing) writePNG(w io.Writer, c *colors) error {
	e := encoders.Get().(*encoder)
	defer encoders.Put(e)
	canvas := canvases.Get().(*canvas)
	canvas.paint(d)
	e.encode(canvas, c)
	canvases.Put(canvas)
	_, err := w.Write(e.out.Bytes())
	return err
}

// encoder writes PNGs, one after the other, into the same memory.
type encoder struct {
	out   bytes.Buffer
	zlib  *zlib.Writer
	upper []byte // a row: its filter and its pixels
}

var encoders = sync.Pool{New: func() any {
	z, err := zlib.NewWriterLevel(nil, compression)
	if err != nil {
		panic(err) // the level is a constant
	}
	return &encoder{zlib: z}
}}

// compression is the level of deflate: the first that keeps the pictures small.
const compression = 1

const (
	signature   = "\x89PNG\r\n\x1a\n"
	depth       = 8 // bits
	paletted    = 3 // the colour type
	perceptual  = 0 // the rendering intent
	chunkHeader = 8 // length and name
)

func (e *encoder) encode(c *canvas, inks *colors) {
	e.out.Reset()
	e.out.WriteString(signature)
	e.chunk("IHDR", func() {
		e.number(uint32(c.size))
		e.number(uint32(c.size))
		e.out.Write([]byte{depth, paletted, 0, 0, 0})
	})
	e.chunk("sRGB", func() { e.out.WriteByte(perceptual) })
	e.chunk("PLTE", func() {
		for _, l := range inks.look() {
			e.out.Write([]byte{l.R, l.G, l.B})
		}
	})
	e.chunk("IDAT", func() { e.pixels(c) })
	e.chunk("IEND", func() {})
}

func (e *encoder) number(n uint32) {
	e.out.Write(binary.BigEndian.AppendUint32(e.out.AvailableBuffer(), n))
}

// chunk writes a chunk whose data is what body writes.
func (e *encoder) chunk(name string, body func()) {
	start := e.out.Len()
	e.number(0)
	e.out.WriteString(name)
	body()
	written := e.out.Bytes()[start:]
	binary.BigEndian.PutUint32(written, uint32(len(written)-chunkHeader))
	e.number(crc32.ChecksumIEEE(written[4:]))
}

// pixels writes the rows of the whole picture, mirroring what the canvas has.
func (e *encoder) pixels(c *canvas) {
	e.zlib.Reset(&e.out)
	e.upper = resized(e.upper, 1+c.size)
	e.upper[0] = 0
	row := e.upper[1:]
	for y := range c.size {
		if y >= c.height {
			y = c.size - 1 - y
		}
		for i, s := range c.row(y) {
			row[i] = byte(s)
			row[c.size-1-i] = byte(s)
		}
		e.zlib.Write(e.upper)
	}
	e.zlib.Close()
}
