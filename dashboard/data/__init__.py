"""The tables: read, written, checked and asked. What a figure shows of them is the business of `figures`."""
