"""The film of a lecture, joined from its rendered parts, with subtitles and chapters."""

from collections.abc import Callable

from scenes.production.build.edition import Edition
from scenes.production.build.freshness import digests_of_rendered
from scenes.production.build.paths import FilmFiles, film_files, loudness_file, part_files, receipt_file
from scenes.production.media.concat import join
from scenes.production.outputs.receipt import make_unless_there
from scenes.production.outputs.soundtrack import soundtrack
from scenes.production.outputs.subtitles import chapter_text, chapters, cues, srt_text, vtt_text
from scenes.script.atomic_write import replacing_together
from scenes.script.manifest import read
from scenes.script.screenplay import Screenplay


def write_film(
    screenplay: Screenplay, edition: Edition, tell: Callable[[str], None]
) -> tuple[FilmFiles, float]:
    """Join the rendered parts, and write the film with its subtitles and chapters, unless it is there.

    Parameters
    ----------
    screenplay : Screenplay
        The lecture; all its parts are rendered.
    edition : Edition
        As what they are rendered.
    tell : callable
        Told in a line if what is heard is too quiet.

    Returns
    -------
    FilmFiles
        What was written; if joining fails, nothing is and the old film stays.
    float
        Seconds of film.
    """
    parts = [part_files(screenplay, part, edition) for part in screenplay.parts]
    manifests = [read(files.manifest) for files in parts]
    captions = cues(manifests)
    film = film_files(screenplay, edition)
    texts = (srt_text(captions), vtt_text(captions), chapter_text(chapters(screenplay, manifests)))
    frames, rate = [manifest.frames for manifest in manifests], edition.quality.frame_rate
    tracks = [files.sound for files in parts if files.is_spoken]

    def make(tell: Callable[[str], None]) -> None:
        sound = soundtrack(screenplay.title, tracks, loudness_file(screenplay, edition), tell)
        with replacing_together(film.all) as [movie, *beside]:
            join([files.movie for files in parts], frames, rate, screenplay.title, movie, sound)
            for path, text in zip(beside, texts, strict=True):
                path.write_text(text, encoding="utf-8")

    made_from = [screenplay.title, texts, [digests_of_rendered(files) for files in parts]]
    make_unless_there(receipt_file(screenplay, edition, "film"), made_from, film.all, make, tell)
    return film, sum(frames) / rate
