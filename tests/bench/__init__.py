"""Benchmarks: each job beside the libraries that do the same one, as docs/benchmarks.md says."""
