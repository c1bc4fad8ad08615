"""Small lessons that try the kit: each asks for something that none of the film's lessons needs."""
