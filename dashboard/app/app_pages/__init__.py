"""One file a page: data, choice, figure, words."""
