package mandala

func composeGlass(c *composer) { composeBezier(c) }
