"""Proofs that take longer than the tests: `make torture` runs them all and writes their table."""
