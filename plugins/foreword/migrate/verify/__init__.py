"""Verify: the Jekyll site and the migrated one are built and compared page by page."""
