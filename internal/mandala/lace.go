package mandala

func composeLace(c *composer) { composeBezier(c) }
