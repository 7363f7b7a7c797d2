"""Whether every number of the documents is accounted for."""
