"""Times as a producer reads them in an editor."""


def clock(seconds: float) -> str:
    """Minutes and seconds, with hours when there are any.

    >>> clock(4.94), clock(3725)
    ('0:04.9', '1:02:05.0')
    """
    tenths = int(seconds * 10)
    minutes, rest = divmod(tenths, 600)
    hours, minute = divmod(minutes, 60)
    return (f"{hours}:{minute:02}" if hours else f"{minute}") + f":{rest / 10:04.1f}"
