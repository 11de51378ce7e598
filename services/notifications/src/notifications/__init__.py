"""From a milestone to a cheer that the therapist approved, at a decent hour, or to silence."""
