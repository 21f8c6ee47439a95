"""TLS: what `_ssl` and `ssl` stand on. OpenSSL runs in the lab host; the bytes go through the program's own sockets."""
