"""What is worth saying about a file."""
