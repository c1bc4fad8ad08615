"""The folder of an upload."""

from collections.abc import Callable, Sequence
from pathlib import Path

from scenes.production.build.edition import Edition
from scenes.production.build.freshness import digests_of_rendered
from scenes.production.build.paths import loudness_file, part_files, receipt_file, youtube_folder
from scenes.production.media.concat import count_frames
from scenes.production.media.master import write_master
from scenes.production.outputs.masters import master_part
from scenes.production.outputs.receipt import make_unless_there
from scenes.production.outputs.soundtrack import soundtrack
from scenes.production.outputs.youtube.texts import upload_texts, why_no_chapters
from scenes.production.outputs.youtube.thumbnail import thumbnail_fingerprint, write_thumbnail
from scenes.script.atomic_write import replacing_folder, replacing_together
from scenes.script.manifest import read
from scenes.script.screenplay import Screenplay
from scenes.script.translation import retold

_TEXTS = ("title.*.txt", "description.*.txt", "captions.*.srt", "captions.*.vtt")


def all_texts(
    screenplay: Screenplay, others: Sequence[Screenplay], edition: Edition, tell: Callable[[str], None]
) -> dict[str, str]:
    """Return the texts of an upload in all languages.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture; all its parts are rendered.
    others : sequence of Screenplay
        The same in other languages.
    edition : Edition
        As what its parts are rendered.
    tell : callable
        Told in a line why descriptions have no chapters, if they have none.

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
    if without := why_no_chapters(screenplay, manifests):
        tell(f"the description has no chapters: {without}")
    return texts


def write_folder(
    screenplay: Screenplay,
    edition: Edition,
    texts: dict[str, str],
    jobs: int,
    encoded: Callable[[int], None],
    tell: Callable[[str], None],
) -> Path:
    """Write the folder of an upload, all of it or nothing, unless it is there.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture; all its parts are rendered.
    edition : Edition
        As what they are rendered.
    texts : dict
        What `all_texts` returned.
    jobs : int
        How many pieces of the master are encoded at a time.
    encoded : callable
        Told how many pictures of the master there are by now.
    tell : callable
        Told in a line if what is heard is too quiet.

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
    target, thumbnail = youtube_folder(screenplay, edition), screenplay.thumbnail
    every = [part_files(screenplay, part, edition) for part in screenplay.parts]
    parts = [master_part(files, read(files.manifest)) for files in every]
    tracks = [files.sound for files in every if files.is_spoken]

    def make(tell: Callable[[str], None]) -> None:
        sound = soundtrack(screenplay.title, tracks, loudness_file(screenplay, edition), tell)
        with replacing_folder(target) as folder:
            for name, text in texts.items():
                (folder / name).write_text(text, encoding="utf-8")
            if thumbnail:
                write_thumbnail(screenplay, thumbnail, edition.theme, folder / "thumbnail.png")
            rate, master = edition.quality.frame_rate, _master(screenplay, folder)
            write_master(parts, rate, screenplay.title, master, jobs, encoded, sound)

    made_from = [
        screenplay.title,
        texts,
        [digests_of_rendered(files) for files in every],
        thumbnail and thumbnail_fingerprint(screenplay, thumbnail, edition.theme),
    ]
    if not make_unless_there(receipt_file(screenplay, edition, "youtube"), made_from, [target], make, tell):
        encoded(sum(part.frames for part in parts))
    return target


def write_texts(
    screenplay: Screenplay, edition: Edition, texts: dict[str, str], tell: Callable[[str], None]
) -> Path:
    """Write the texts of an upload, all of them or none, and leave its master and thumbnail as they are.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture.
    edition : Edition
        As what its parts are rendered.
    texts : dict
        What `all_texts` returned.
    tell : callable
        Told in a line if the master there is not as long as the captions are for.

    Returns
    -------
    Path
        The folder.
    """
    target = youtube_folder(screenplay, edition)
    with replacing_together([target / name for name in texts]) as beside:
        for path, text in zip(beside, texts.values(), strict=True):
            path.write_text(text, encoding="utf-8")
    for former in (path for pattern in _TEXTS for path in target.glob(pattern)):
        if former.name not in texts:  # as of a language that is gone
            former.unlink()
    frames = sum(read(part_files(screenplay, part, edition).manifest).frames for part in screenplay.parts)
    master = _master(screenplay, target)
    if master.exists() and count_frames(master) != frames:
        tell(f"{master.name} there is of another state of the lecture: write it anew, without --texts-only")
    return target


def _master(screenplay: Screenplay, folder: Path) -> Path:
    return folder / f"{screenplay.name}.mp4"
