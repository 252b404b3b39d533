package mandala

func composeStar(c *composer) { composeBezier(c) }
