"""One runner a benchmark: `python -m benchmarks NAME --data DIR` prints its result; see docs/benchmarks.md."""
