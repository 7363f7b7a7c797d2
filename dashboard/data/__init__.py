"""The tables: read, written, checked, asked. What a figure shows of them belongs in `figures`."""
