"""Values into words: every sentence that a reader sees is made here, from codes.

Nothing here reads or draws; nothing elsewhere words anything. Another language is more of these
files.
"""
