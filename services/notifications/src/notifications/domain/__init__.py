"""What a celebration is, when it may be sent and what it says: no I/O, no clock, no randomness."""
