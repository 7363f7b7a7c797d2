"""Values into words: every sentence a reader sees is made here, from codes. One language now; another would be a sibling."""
