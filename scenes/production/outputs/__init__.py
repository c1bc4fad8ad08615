"""What is made from rendered parts: films, decks, clips, folders to upload."""
