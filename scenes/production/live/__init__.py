"""A lesson in the browser while it is being written: any frame at once, and numbers to turn."""
