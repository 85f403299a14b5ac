"""What the shared corpus of real files shows; ``python -m tests.corpus`` prints the summary."""
