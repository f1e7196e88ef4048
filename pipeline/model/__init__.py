"""The nouns. Frozen, keyword-only, valid from birth; they know no files, no clock and no network."""

from pipeline.model.blog import EpisodeReference, Post
from pipeline.model.catalogue import Catalogue
from pipeline.model.episode import Episode, EpisodeType, PostReference, RichText, Status, TranscriptFile
from pipeline.model.fingerprint import fingerprint
from pipeline.model.foreign import ForeignEpisode, ForeignShow
from pipeline.model.item import Channel, Cover, Enclosure, FeedAddress, Item, Linked, Lock, Minted, Offer, Picture, Site
from pipeline.model.quantities import Digest, Millis, SourceFile, Span, timestamp
from pipeline.model.recipe import AudioRecipe, BitRates, ChannelPolicy, Codec, Leveler, RedactionSound
from pipeline.model.show import (
    Announce,
    Audience,
    Blog,
    BlogFlavour,
    Category,
    Feed,
    FolderStorage,
    Funding,
    Person,
    S3Storage,
    Show,
    ShowType,
)
from pipeline.model.sound import Condition, Curve, Examined, Loudness, Mastered, Portrait, Probe, Redaction
from pipeline.model.words import Chapter, Cue, Passage, Prose, TextFormat, Transcript

__all__ = [
    "Announce",
    "Audience",
    "AudioRecipe",
    "BitRates",
    "Blog",
    "BlogFlavour",
    "Catalogue",
    "Category",
    "Channel",
    "ChannelPolicy",
    "Chapter",
    "Codec",
    "Condition",
    "Cover",
    "Cue",
    "Curve",
    "Digest",
    "Enclosure",
    "Episode",
    "EpisodeReference",
    "EpisodeType",
    "Examined",
    "Feed",
    "FeedAddress",
    "FolderStorage",
    "ForeignEpisode",
    "ForeignShow",
    "Funding",
    "Item",
    "Leveler",
    "Linked",
    "Lock",
    "Loudness",
    "Mastered",
    "Millis",
    "Minted",
    "Offer",
    "Passage",
    "Person",
    "Picture",
    "Portrait",
    "Post",
    "PostReference",
    "Probe",
    "Prose",
    "Redaction",
    "RedactionSound",
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
