"""A Figure as bytes: one module a kind of file, all listed in `formats`."""
