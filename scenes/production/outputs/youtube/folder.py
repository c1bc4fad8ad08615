"""The folder of an upload."""

from collections.abc import Callable, Sequence
from pathlib import Path

from scenes.production.build.edition import Edition
from scenes.production.build.paths import part_files, youtube_folder
from scenes.production.media.master import write_master
from scenes.production.outputs.youtube.texts import upload_texts
from scenes.production.outputs.youtube.thumbnail import write_thumbnail
from scenes.script.atomic_write import replacing_folder
from scenes.script.manifest import read
from scenes.script.screenplay import Screenplay
from scenes.script.translation import retold


def all_texts(screenplay: Screenplay, others: Sequence[Screenplay], edition: Edition) -> dict[str, str]:
    """Return the texts of an upload in all languages.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture; all its parts are rendered.
    others : sequence of Screenplay
        The same in other languages.
    edition : Edition
        As what its parts are rendered.

    Returns
    -------
    dict
        From the name of a file to what is in it.

    Raises
    ------
    ValueError
        If a line does not fit its beat, or YouTube would not take a text: one line that names it.
    """
    manifests = [read(part_files(screenplay, part, edition).manifest) for part in screenplay.parts]
    texts = upload_texts(screenplay, manifests)
    for other in others:
        texts |= upload_texts(other, retold(other, manifests))
    return texts


def write_folder(
    screenplay: Screenplay,
    edition: Edition,
    film: Path,
    texts: dict[str, str],
    encoded: Callable[[int], None],
) -> Path:
    """Write the folder of an upload, all of it or nothing.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.
    edition : Edition
        As what its parts are rendered.
    film : Path
        Its film.
    texts : dict
        What `all_texts` returned.
    encoded : callable
        Told the number of pictures of the master that are done, one by one.

    Returns
    -------
    Path
        The folder; if anything fails, the old one stays as it was.

    Raises
    ------
    FilmError, RenderFailedError
        If the master or the thumbnail fails.
    ValueError
        If the thumbnail is larger than YouTube takes.
    """
    target = youtube_folder(screenplay, edition)
    with replacing_folder(target) as folder:
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
        if screenplay.thumbnail:
            write_thumbnail(screenplay, screenplay.thumbnail, folder / "thumbnail.png")
        write_master(film, screenplay.title, folder / f"{screenplay.name}.mp4", encoded)
    return target
