"""Figures counted from tables of records, larger than memory: one record a row of a table.

What belongs here: reading the measure and the condition of a metric, the one query that counts
it, the engines that run the query, and what is wrong with a table. What a seed file may say is in
`data.seeds`, words for readers in `text.records`. Engines are imported only when one is asked for.
"""
