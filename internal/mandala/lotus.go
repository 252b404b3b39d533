package mandala

func composeLotus(c *composer) { composeBezier(c) }
