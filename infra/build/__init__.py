"""What is made from the code at build time."""
