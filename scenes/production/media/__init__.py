"""Films, sound and pictures: cut, joined, encoded, decoded."""
