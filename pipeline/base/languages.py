"""Languages as BCP 47 writes them: what is the same for a list, and what for a feed that asks for English."""


def primary(language: str) -> str:
    """The language itself, in small letters, without region or script (RFC 5646, 2.2.1).

    >>> primary("en-GB"), primary("zh_Hant")
    ('en', 'zh')
    """
    return language.replace("_", "-").partition("-")[0].lower()


def speaks(language: str, wanted: str) -> bool:
    """Whether the language is in the range that is wanted: `en` takes every English (RFC 4647, 3.3.1).

    >>> speaks("en-GB", "en"), speaks("en", "en-GB"), speaks("eng", "en")
    (True, False, False)
    """
    return f"{language}-".lower().startswith(f"{wanted}-".lower())
