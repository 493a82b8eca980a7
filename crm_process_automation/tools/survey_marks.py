"""What the marks of a client come to: recommendation (NPS) and satisfaction (CSAT)."""

PROMOTERS_FROM, PASSIVES_FROM = 9, 7
LOWEST, HIGHEST = 1, 5  # the scale on which satisfaction is counted


def get_nps_value(score):
    """Return what a score of 0 to 10 adds to the NPS, whose average it is.

    >>> [get_nps_value(score) for score in (10, 9, 8, 7, 6, 0)]
    [100, 100, 0, 0, -100, -100]
    """
    if score >= PROMOTERS_FROM:
        return 100
    return 0 if score >= PASSIVES_FROM else -100


def to_five(mark, low, high):
    """Return a mark of the scale from `low` to `high` as one of 1 to 5.

    >>> to_five(3, 1, 5), to_five(10, 0, 10), to_five(0, 0, 10)
    (3.0, 5.0, 1.0)
    """
    return LOWEST + (HIGHEST - LOWEST) * (mark - low) / (high - low)


def get_csat(marks):
    """Return the average of [(mark, low, high)] on 1 to 5; 0.0 when nothing is marked.

    What the client left out does not count.

    >>> get_csat([(5, 1, 5), (4, 1, 5), (4, 1, 5)]), get_csat([])
    (4.33, 0.0)
    """
    values = [to_five(*mark) for mark in marks]
    return round(sum(values) / len(values), 2) if values else 0.0
