"""Decks for talks: one slide a beat, its movie, and its spoken line as the speaker's note."""
