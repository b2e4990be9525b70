"""Link: the finished HTML of a page, read once for contents, ids and links."""
