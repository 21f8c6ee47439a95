"""What a call gives or raises, to compare ours with Linux's."""


def outcome(function, *args):
    """A value, or the type and the text of an exception."""
    try:
        return function(*args)
    except Exception as error:
        return type(error).__name__, str(error)
