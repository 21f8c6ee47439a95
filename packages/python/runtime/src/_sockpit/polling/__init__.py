"""Readiness of descriptors: poll(2) and epoll(7)."""
