"""One detection rule a file, each a pure function from a course to claims, with its citation."""
