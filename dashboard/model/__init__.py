"""What is stated and what may be asked: plain values, no input or output.

Words for readers do not belong here.
"""
