"""How figures look, whatever they show: colours, typefaces, and words around marks."""
