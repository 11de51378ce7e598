"""The rules of the reflections service: plain Python, without a clock, randomness or any store."""
