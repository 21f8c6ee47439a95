"""Breakpoints, steps and variables."""
