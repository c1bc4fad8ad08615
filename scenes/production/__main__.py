"""``python -m scenes.production`` is the `lecture` command."""

from scenes.production.cli import main

main(prog_name="lecture")
