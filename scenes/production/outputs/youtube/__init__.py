"""What YouTube takes: master, captions, titles, descriptions and thumbnail, in one folder."""
