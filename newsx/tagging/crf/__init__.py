"""The linear model: a linear-chain CRF in NumPy alone, the tagger of `fast` and the first reader of `default`."""
