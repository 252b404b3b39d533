package mandala

func composeFill(c *composer) { composeBezier(c) }
