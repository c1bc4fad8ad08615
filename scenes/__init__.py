"""The lessons, what they are made of, and how they become a film."""
