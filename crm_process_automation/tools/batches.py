"""Acting on many at once, and finding out who of them spoils it.

>>> def act(numbers):
...     if 0 in numbers:
...         raise ValueError("zero")
...     return sum(numbers)
>>> act_in_halves([1, 2, 3], act, ValueError)
[([1, 2, 3], 6, None)]
>>> [(part, result, str(error or "")) for part, result, error in
...     act_in_halves([1, 0, 3, 4], act, ValueError)]
[([1], 1, ''), ([0], None, 'zero'), ([3, 4], 7, '')]
>>> act_in_halves([], act, ValueError)
[]
"""


def act_in_halves(rows, act, errors, fatal=()):
    """Act on all rows, and where that fails on ever smaller parts of them.

    :param act: is given rows; has to undo what it did itself before it raises
    :param errors: what is the fault of a row
    :param fatal: what is nobody's fault and goes through, although it is in `errors`
    :return: [(part of the rows, what `act` returned, None)], and for each row that
        fails alone, too, (row, None, error); in the order of the rows
    """
    if not rows:
        return []
    try:
        return [(rows, act(rows), None)]
    except fatal:
        raise
    except errors as error:
        if len(rows) == 1:
            return [(rows, None, error)]
    half = len(rows) // 2
    return [
        *act_in_halves(rows[:half], act, errors, fatal),
        *act_in_halves(rows[half:], act, errors, fatal),
    ]
