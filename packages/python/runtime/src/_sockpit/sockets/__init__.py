"""Addresses, options, messages and the bytes of sockets: what `_socket` is made of."""
