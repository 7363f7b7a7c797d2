"""From a View to a Figure: rows, chart, and the words with it. Files are made in `export`."""
