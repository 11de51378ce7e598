"""One rule for alerts a file, each a pure function of a course."""
