"""What the `lecture` command can do, one command a file.

Each file imports what renders or encodes only inside its functions: `lecture --help` loads them all.
"""
