"""From lessons to films: rendering, joining, subtitles, and the `lecture` command."""
