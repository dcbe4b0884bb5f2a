"""One runner a benchmark: `python -m benchmarks NAME --data DIR` prints versions, the data's hash and the metrics as JSON."""
