"""Which rows a figure has: one module a kind of figure. How they are drawn belongs in `charts`."""
