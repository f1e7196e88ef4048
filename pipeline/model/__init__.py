"""The nouns. Frozen, keyword-only, valid from birth; they know no files, no clock and no network."""

from pipeline.model.blog import EpisodeReference, Post
from pipeline.model.catalogue import Catalogue
from pipeline.model.episode import Episode, EpisodeType, PostReference, RichText, Status, TranscriptFile
from pipeline.model.fingerprint import fingerprint
from pipeline.model.item import Channel, Cover, Enclosure, FeedAddress, Item, Linked, Lock, Minted, Picture, Site
from pipeline.model.quantities import Digest, Millis, Span, timestamp
from pipeline.model.show import (
    Audience,
    AudioRecipe,
    Blog,
    BlogFlavour,
    Category,
    ChannelPolicy,
    Feed,
    FolderStorage,
    Funding,
    Person,
    S3Storage,
    Show,
    ShowType,
    SourceFile,
)
from pipeline.model.sound import Condition, Examined, Loudness, Mastered, Probe
from pipeline.model.words import Chapter, Cue, Passage, Prose, TextFormat, Transcript

__all__ = [
    "Audience",
    "AudioRecipe",
    "Blog",
    "BlogFlavour",
    "Catalogue",
    "Category",
    "Channel",
    "ChannelPolicy",
    "Chapter",
    "Condition",
    "Cover",
    "Cue",
    "Digest",
    "Enclosure",
    "Episode",
    "EpisodeReference",
    "EpisodeType",
    "Examined",
    "Feed",
    "FeedAddress",
    "FolderStorage",
    "Funding",
    "Item",
    "Linked",
    "Lock",
    "Loudness",
    "Mastered",
    "Millis",
    "Minted",
    "Passage",
    "Person",
    "Picture",
    "Post",
    "PostReference",
    "Probe",
    "Prose",
    "RichText",
    "S3Storage",
    "Show",
    "ShowType",
    "Site",
    "SourceFile",
    "Span",
    "Status",
    "TextFormat",
    "Transcript",
    "TranscriptFile",
    "fingerprint",
    "timestamp",
]
