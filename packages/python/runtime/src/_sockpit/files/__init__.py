"""Descriptors and paths: what `os`, `fcntl` and `open` do with those of the lab."""
