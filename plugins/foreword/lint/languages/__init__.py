"""Languages of snippets: whether code is what it says, each language in a file of its own."""
