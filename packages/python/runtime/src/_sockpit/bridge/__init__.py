"""How Python reaches the worker: the one place where a program waits, and the calls of the lab."""
