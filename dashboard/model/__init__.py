"""What is stated and what may be asked: plain values without input or output. Words for readers do not belong here."""
