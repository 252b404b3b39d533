package mandala

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"io"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/llgcode/draw2d"
	"github.com/llgcode/draw2d/draw2dimg"
)

// benchmarkSeeds is how many pictures of each style are measured.
const benchmarkSeeds = 60

func benchmarkOptions(style Style, size int) []Options {
	list := make([]Options, benchmarkSeeds)
	for i := range list {
		list[i] = Options{Seed: fmt.Sprint("bench ", i), Style: style, Size: size}
	}
	return list
}

// BenchmarkPicture draws and encodes 60 pictures of a style in each iteration.
// The figures are over the seeds, of each the median processor time: the middle
// and the worst of a hundred in ms, and the bytes of the PNG in kB. And how many
// times as long the plain way takes, draw2dimg on RGBA and image/png as they
// come, for one picture in each iteration, measured right after it.
func BenchmarkPicture(b *testing.B) {
	for _, style := range Styles() {
		b.Run(string(style), func(b *testing.B) {
			options := benchmarkOptions(style, DefaultSize)
			times := make([][]float64, len(options))
			kilobytes := make([]float64, len(options))
			var ratios []float64
			var out bytes.Buffer
			b.ReportAllocs()
			for b.Loop() {
				for i, o := range options {
					out.Reset()
					took := milliseconds(func() { drawTo(b, &out, o) })
					times[i] = append(times[i], took)
					kilobytes[i] = float64(out.Len()) / 1000
					if i == len(ratios)*7%len(options) && len(ratios) < len(times[i]) {
						b.StopTimer()
						ratios = append(ratios, plainly(b, o)/took)
						b.StartTimer()
					}
				}
			}
			var each []float64
			for i := range options {
				each = append(each, percentile(times[i], 50))
			}
			b.ReportMetric(percentile(each, 50), "p50-ms")
			b.ReportMetric(percentile(each, 99), "p99-ms")
			b.ReportMetric(percentile(kilobytes, 50), "p50-kB")
			b.ReportMetric(percentile(kilobytes, 100), "max-kB")
			b.ReportMetric(percentile(ratios, 50), "x-plain")
		})
	}
}

// BenchmarkStep takes a picture apart: the composition, the painting and the
// encoding of one picture in each iteration.
func BenchmarkStep(b *testing.B) {
	for _, style := range Styles() {
		options := benchmarkOptions(style, DefaultSize)
		var pictures []*Picture
		for _, o := range options {
			p, err := New(o)
			if err != nil {
				b.Fatal(err)
			}
			pictures = append(pictures, p)
		}
		var c canvas
		c.paint(&pictures[0].drawing)
		e := newEncoder()
		steps := []struct {
			name string
			do   func(i int)
		}{
			{"compose", func(i int) { _, _ = New(options[i]) }},
			{"paint", func(i int) { c.paint(&pictures[i].drawing) }},
			{"encode", func(i int) { e.encode(&c, &pictures[i].colors) }},
		}
		for _, step := range steps {
			b.Run(string(style)+"/"+step.name, func(b *testing.B) {
				i := 0
				for b.Loop() {
					step.do(i % len(options))
					i++
				}
			})
		}
	}
}

// BenchmarkOrder shows what symmetry saves: of an odd order half is painted, of
// an even one a quarter, and of one that divides by four an eighth.
func BenchmarkOrder(b *testing.B) {
	for _, order := range []int{7, 10, 12} {
		b.Run(strconv.Itoa(order), func(b *testing.B) {
			i := 0
			for b.Loop() {
				drawTo(b, io.Discard, Options{Seed: fmt.Sprint(i % 60), Style: Styles()[i%len(Styles())], Symmetry: order})
				i++
			}
		})
	}
}

// BenchmarkSize shows how the time grows with the pixels.
func BenchmarkSize(b *testing.B) {
	for _, size := range []int{MinSize, DefaultSize, MaxSize} {
		b.Run(strconv.Itoa(size), func(b *testing.B) {
			i := 0
			for b.Loop() {
				style := Styles()[i%len(Styles())]
				drawTo(b, io.Discard, Options{Seed: fmt.Sprint(i % 10), Style: style, Size: size})
				i++
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(size*size), "ns/pixel")
		})
	}
}

// BenchmarkGrowth draws pictures one after the other, -benchtime 10000x of them,
// and reports what the process has come to hold since the first sixty.
func BenchmarkGrowth(b *testing.B) {
	const first = 60
	one := func(i int) {
		drawTo(b, io.Discard, Options{Seed: fmt.Sprint(i), Style: Styles()[i%len(Styles())]})
	}
	for i := range first {
		one(i)
	}
	heap, resident := held(b)
	for i := range b.N {
		one(first + i)
	}
	heapAfter, residentAfter := held(b)
	b.ReportMetric(heapAfter-heap, "heap-growth-kB")
	b.ReportMetric(residentAfter-resident, "resident-growth-kB")
}

// BenchmarkMemory reports all memory that the first picture of a process takes,
// whose pools are empty, in MB: more than it ever holds at a time.
func BenchmarkMemory(b *testing.B) {
	for _, size := range []int{DefaultSize, MaxSize} {
		b.Run(strconv.Itoa(size), func(b *testing.B) {
			most := 0.0
			for b.Loop() {
				for symmetry := 7; symmetry <= 8; symmetry++ {
					runtime.GC()
					runtime.GC() // the second empties the pools
					var before, after runtime.MemStats
					runtime.ReadMemStats(&before)
					drawTo(b, io.Discard, Options{Seed: "memory", Style: Lace, Symmetry: symmetry, Size: size})
					runtime.ReadMemStats(&after)
					most = max(most, float64(after.TotalAlloc-before.TotalAlloc)/1e6)
				}
			}
			b.ReportMetric(most, "MB")
		})
	}
}

func drawTo(b *testing.B, w io.Writer, o Options) {
	p, err := New(o)
	if err == nil {
		err = p.PNG(w)
	}
	if err != nil {
		b.Fatal(err)
	}
}

// plainly returns the time of the plain way in ms. Copies are painted one by
// one, which is faster there than all copies of a layer as one path.
func plainly(b *testing.B, o Options) float64 {
	p, err := New(o)
	if err != nil {
		b.Fatal(err)
	}
	return milliseconds(func() {
		m := image.NewRGBA(image.Rect(0, 0, DefaultSize, DefaultSize))
		gc := draw2dimg.NewGraphicContext(m)
		gc.SetFillRule(draw2d.FillRuleWinding)
		gc.SetFillColor(p.colors[ground])
		gc.Clear()
		for i := range p.drawing.layers {
			for _, l := range p.drawing.layers[i].split() {
				l.paint(gc, &p.colors, DefaultSize/2)
			}
		}
		if err := png.Encode(io.Discard, m); err != nil {
			b.Fatal(err)
		}
	})
}

// split returns a layer for each copy.
func (l *layer) split() []layer {
	list := make([]layer, l.copies)
	for i := range list {
		t := l.rotation(i)
		list[i] = layer{copies: 1, fill: l.fill, stroke: l.stroke, width: l.width, outline: path{verbs: l.outline.verbs}}
		for _, p := range l.outline.points {
			q := t.apply(p)
			list[i].outline.points = append(list[i].outline.points, point{-q.y, q.x})
		}
	}
	return list
}

// milliseconds returns the processor time that the process spends in do, which
// other processes of the machine lengthen less than the time on the clock.
func milliseconds(do func()) float64 {
	start := processorTime()
	do()
	return float64(processorTime()-start) / 1e6
}

func processorTime() int64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return time.Now().UnixNano()
	}
	return u.Utime.Nano() + u.Stime.Nano()
}

// percentile returns the value that so many of a hundred do not exceed.
func percentile(values []float64, of int) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[max((len(sorted)*of+99)/100-1, 0)]
}

// held returns the heap that is in use and the memory that the process has, in kB.
func held(b *testing.B) (heap, resident float64) {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		b.Skip("no /proc here")
	}
	for line := range strings.Lines(string(status)) {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == "VmRSS:" {
			resident, _ = strconv.ParseFloat(fields[1], 64)
		}
	}
	return float64(m.HeapInuse) / 1000, resident
}
