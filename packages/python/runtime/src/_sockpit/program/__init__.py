"""One program: how it runs, prints, reads and fails."""
