"""How figures look, whatever they show: colours, typefaces, sizes, and the layout of words around marks."""
