"""What the reflections service does: one use case a file, each a request in and a reply out."""
