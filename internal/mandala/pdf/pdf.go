// Package pdf writes pictures as PDF. It is a package of its own because the
// functions never do, and should not carry what it takes.
package pdf

import (
	"fmt"
	"io"
	"time"

	"github.com/jung-kurt/gofpdf"
	"github.com/llgcode/draw2d/draw2dpdf"
	"github.com/mandobot/mando/internal/mandala"
)

var epoch = time.Unix(0, 0).UTC()

// Write writes the picture as a PDF of one page, a square of as many points
// (1/72 inch) as the picture has pixels a side.
func Write(w io.Writer, p *mandala.Picture) error {
	side := float64(p.Options().Size)
	doc := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt", Size: gofpdf.SizeType{Wd: side, Ht: side}})
	doc.SetMargins(0, 0, 0)
	doc.SetAutoPageBreak(false, 0)
	// The same picture is the same file, whenever it is written.
	doc.SetCreationDate(epoch)
	doc.SetModificationDate(epoch)
	doc.SetCatalogSort(true)
	doc.AddPage()
	p.Paint(draw2dpdf.NewGraphicContext(doc))
	if err := doc.Output(w); err != nil {
		return fmt.Errorf("writing PDF: %w", err)
	}
	return nil
}
