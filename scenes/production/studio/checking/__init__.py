"""What is wrong with the pictures of a lesson, found without eyes: one subject a file."""
