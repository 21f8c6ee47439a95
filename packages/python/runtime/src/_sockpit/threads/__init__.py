"""Threads as stacks that take turns: locks, and streams that several threads use."""
