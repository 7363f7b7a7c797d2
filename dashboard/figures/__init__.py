"""From a View to a Figure: its rows, its chart, and the words that go with it. Files are made in `export`."""
