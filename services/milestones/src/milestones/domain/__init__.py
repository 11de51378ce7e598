"""What a milestone is and when there is one; pure functions of the points taken in so far."""
