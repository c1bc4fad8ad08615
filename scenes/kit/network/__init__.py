"""A network that learns a picture: the record of its training, what it draws, and its weights."""
