"""What makes this interpreter Linux: errno, native sizes, the platform, processes and signals."""
