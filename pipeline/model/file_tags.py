"""What an audio file says of itself, one row for all kinds of tags: the field, and what each kind calls it.

Sources: ID3v2.3.0 (section 4) with the Chapter Frame Addendum 1.0 and Apple's podcast frames; Apple's atoms; Vorbis
comments (the Vorbis I specification, 5, and the chapter extension).
"""

from dataclasses import dataclass
from enum import Enum, auto


class TagForm(Enum):
    """How a field is said; a closed set."""

    LINE = auto()
    NUMBER = auto()
    DATE = auto()
    LENGTH = auto()
    LANGUAGE = auto()
    ADVISORY = auto()
    CREDITS = auto()
    ADDRESS = auto()
    PODCAST = auto()
    """That it is one."""
    FEED = auto()
    DESCRIPTION = auto()
    CHAPTERS = auto()
    TRANSCRIPT = auto()
    COVER = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTag:
    """A field, and the names it goes by: frames of ID3, atoms of MP4, a Vorbis comment. Empty where there is none."""

    field: str
    form: TagForm = TagForm.LINE
    id3: tuple[str, ...] = ()
    mp4: tuple[str, ...] = ()
    vorbis: str = ""


OWN = "----:com.apple.iTunes:"
"""Atoms that Apple leaves to others."""

FILE_TAGS: tuple[FileTag, ...] = (
    FileTag(field="title", id3=("TIT2",), mp4=("\xa9nam",), vorbis="TITLE"),
    FileTag(field="show", id3=("TALB",), mp4=("\xa9alb",), vorbis="ALBUM"),
    FileTag(field="author", id3=("TPE1",), mp4=("\xa9ART",), vorbis="ARTIST"),
    FileTag(field="album_artist", id3=("TPE2",), mp4=("aART",), vorbis="ALBUMARTIST"),
    FileTag(field="publisher", id3=("TPUB",), vorbis="ORGANIZATION"),
    FileTag(field="number", form=TagForm.NUMBER, id3=("TRCK",), mp4=("trkn",), vorbis="TRACKNUMBER"),
    FileTag(field="season", form=TagForm.NUMBER, id3=("TPOS",), mp4=("disk",), vorbis="DISCNUMBER"),
    FileTag(field="published", form=TagForm.DATE, id3=("TYER", "TDAT", "TIME"), mp4=("\xa9day",), vorbis="DATE"),
    FileTag(field="language", form=TagForm.LANGUAGE, id3=("TLAN",), mp4=(f"{OWN}LANGUAGE",), vorbis="LANGUAGE"),
    FileTag(field="duration", form=TagForm.LENGTH, id3=("TLEN",)),
    FileTag(field="genre", id3=("TCON",), mp4=("\xa9gen",), vorbis="GENRE"),
    FileTag(field="copyright", id3=("TCOP",), mp4=("cprt",), vorbis="COPYRIGHT"),
    FileTag(field="guid", id3=("TGID",), mp4=("egid",), vorbis="PODCASTID"),
    FileTag(field="explicit", form=TagForm.ADVISORY, id3=("TXXX",), mp4=("rtng",), vorbis="ITUNESADVISORY"),
    FileTag(field="people", form=TagForm.CREDITS, id3=("IPLS",), mp4=(f"{OWN}CREDITS",), vorbis="PERFORMER"),
    FileTag(field="episode_url", form=TagForm.ADDRESS, id3=("WOAF", "WXXX"), mp4=(f"{OWN}WEBSITE",), vorbis="CONTACT"),
    FileTag(field="podcast", form=TagForm.PODCAST, id3=("PCST",), mp4=("stik", "pcst")),
    FileTag(field="feed_url", form=TagForm.FEED, id3=("WFED",), mp4=("purl",), vorbis="PODCASTURL"),
    FileTag(
        field="description", form=TagForm.DESCRIPTION, id3=("COMM", "TDES"), mp4=("desc", "ldes"), vorbis="DESCRIPTION"
    ),
    FileTag(field="chapters", form=TagForm.CHAPTERS, id3=("CTOC", "CHAP"), vorbis="CHAPTER"),
    FileTag(field="transcript", form=TagForm.TRANSCRIPT, id3=("USLT",), mp4=("\xa9lyr",), vorbis="LYRICS"),
    FileTag(field="cover", form=TagForm.COVER, id3=("APIC",), mp4=("covr",), vorbis="METADATA_BLOCK_PICTURE"),
)
"""In the order they have in a file: the cover last, so that a player that streams has the words first."""
