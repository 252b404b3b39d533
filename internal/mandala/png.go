package mandala

import "io"

func (d *drawing) writePNG(w io.Writer, c *colors) error { return nil }
