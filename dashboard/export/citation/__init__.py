"""A figure as something to cite: references, and a sentence to quote."""
