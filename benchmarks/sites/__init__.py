"""The sites of the benchmarks: the same pages, as each tool wants them written."""
