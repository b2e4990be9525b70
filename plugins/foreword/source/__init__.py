"""Source: bytes to values. Every value can tell its place, and every read is recorded."""
