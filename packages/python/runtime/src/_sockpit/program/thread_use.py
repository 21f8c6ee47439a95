"""Whether a program starts threads for certain: where none can start, that is said before it begins.

What counts is code that the program's own top level leads to: its statements, loops and `with`, and functions of its
own that these call. A branch may not be taken, so what is in an `if` other than the one for `__main__` is left to the
run.
"""

import ast
from collections.abc import Iterator

# What starts a thread, by module; of a class, what is made of it starts some.
_STARTERS = {
    "threading": {"Thread", "Timer"},
    "_thread": {"start_new_thread", "start_new"},
    "socketserver": {"ThreadingTCPServer", "ThreadingUDPServer", "ThreadingUnixStreamServer"},
    "http.server": {"ThreadingHTTPServer"},
    "concurrent.futures": {"ThreadPoolExecutor"},
    "asyncio": {"to_thread"},
}


def first_start(source: str | bytes) -> ast.Call | None:
    """The call by which a program comes to start a thread for certain; None where it cannot be compiled, too."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return None
    return _Search(tree).first()


def raise_at(call: ast.Call, error: Exception, name: str) -> None:
    """Raises an error as if the call did: the traceback and the hint show it."""
    raising = ast.Raise(ast.Name("error", ast.Load()))
    module = ast.Module([ast.copy_location(raising, call)], [])
    exec(compile(ast.fix_missing_locations(module), name, "exec"), {"error": error})


class _Search:
    def __init__(self, tree: ast.Module) -> None:
        self._tree = tree
        self._functions = {
            node.name: node for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        }
        self._seen: set[str] = set()
        # By the program's name for it: the module's own.
        self._modules: dict[str, str] = {}
        self._names: dict[str, str] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    self._modules[alias.asname or alias.name] = alias.name
            elif isinstance(node, ast.ImportFrom) and node.module is not None:
                for alias in node.names:
                    self._names[alias.asname or alias.name] = f"{node.module}.{alias.name}"

    def first(self) -> ast.Call | None:
        return next(self._in_statements(self._tree.body), None)

    def _in_statements(self, statements: list[ast.stmt]) -> Iterator[ast.Call]:
        for statement in statements:
            if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                continue
            if isinstance(statement, ast.If):
                if _is_main(statement.test):
                    yield from self._in_statements(statement.body)
            elif isinstance(statement, ast.Try):
                if not any(_catches_refusal(handler) for handler in statement.handlers):
                    yield from self._in_statements(statement.body)
            elif isinstance(statement, ast.While | ast.For | ast.With | ast.AsyncWith | ast.AsyncFor):
                heads = [node for node in ast.iter_child_nodes(statement) if not isinstance(node, ast.stmt)]
                for head in heads:
                    yield from self._in_expression(head)
                yield from self._in_statements(statement.body)
            else:
                yield from self._in_expression(statement)

    def _in_expression(self, node: ast.AST) -> Iterator[ast.Call]:
        for inner in _evaluated(node):
            if not isinstance(inner, ast.Call):
                continue
            if self._starts(inner.func):
                yield inner
            elif (
                isinstance(inner.func, ast.Name)
                and inner.func.id in self._functions
                and inner.func.id not in self._seen
            ):
                self._seen.add(inner.func.id)
                yield from self._in_statements(self._functions[inner.func.id].body)

    def _starts(self, function: ast.expr) -> bool:
        if isinstance(function, ast.Name):
            module, _, name = self._names.get(function.id, "").rpartition(".")
        elif isinstance(function, ast.Attribute):
            module, name = self._modules.get(ast.unparse(function.value), ""), function.attr
        else:
            return False
        return name in _STARTERS.get(module, ())


def _evaluated(node: ast.AST) -> Iterator[ast.AST]:
    """A node and those in it, without what a lambda does later."""
    yield node
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.Lambda):
            yield from _evaluated(child)


def _catches_refusal(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    names = {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)}
    return not names.isdisjoint({"RuntimeError", "Exception", "BaseException"})


def _is_main(test: ast.expr) -> bool:
    return isinstance(test, ast.Compare) and isinstance(test.left, ast.Name) and test.left.id == "__name__"
