"""RecursionError as CPython words it on Linux, also where the stack is full before the limit is reached.

CPython makes such errors by calling the class that a variable of C holds: src/pyodide-internals/stack-limit.ts puts
`Maker` there.
"""

_OF_FULL_STACK = "Stack overflow (used "


class Maker(RecursionError):
    """Makes a RecursionError, and none of its own."""

    def __new__(cls, message: str = ""):  # pyright: ignore[reportInconsistentConstructor] - It makes no object of its own.
        if message.startswith(_OF_FULL_STACK):
            message = "maximum recursion depth exceeded" + message.partition(")")[2]
        return RecursionError(message)


def ids() -> list[int]:
    """The addresses of the class that CPython has, and of this one."""
    return [id(RecursionError), id(Maker)]
