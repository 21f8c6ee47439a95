import json
import threading


class Node:
    def __init__(self, next):
        self.next = next


class Name:
    """A beginner's slips: each asks for itself."""

    def __str__(self):
        return f"Name {self}"

    @property
    def value(self):
        return self.value

    @value.setter
    def value(self, value):
        self.value = value

    def __getattr__(self, name):
        return getattr(self, name + "x")

    def __eq__(self, other):
        return self == other


def plain(n):
    return plain(n + 1)


def attempt(name, function):
    try:
        function()
    except RecursionError as error:
        print(name, type(error).__name__, str(error)[:32])


def all_of_them():
    attempt("str", lambda: str(Name()))
    attempt("property", lambda: Name().value)
    attempt("setter", lambda: setattr(Name(), "value", 1))
    attempt("getattr", lambda: Name().other)
    attempt("eq", lambda: Name() == Name())
    attempt("map", lambda: (f := lambda n: list(map(f, [n])))(1))
    attempt("plain", lambda: plain(0))
    attempt("json", lambda: json.loads("[" * 100_000))
    deep = other = None
    for _ in range(20_000):
        deep, other = [deep], [other]
    attempt("repr", lambda: repr(deep))
    attempt("list eq", lambda: deep == other)
    node = None
    for _ in range(50_000):
        node = Node(node)


def depth(n):
    return 0 if n == 0 else 1 + max(map(depth, [n - 1]))


all_of_them()
thread = threading.Thread(target=all_of_them)
thread.start()
thread.join()
print("as deep as", depth(200))
print("goes on")
Name().value = 1
