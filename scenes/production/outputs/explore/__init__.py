"""Pages to explore a beat on: its film for each of several values, and a slider that changes the value."""
