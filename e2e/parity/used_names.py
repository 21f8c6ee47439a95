"""The names that programs use, for tests/parity.spec.ts: a JSON list of sources on stdin, a list of names for each
on stdout. Comments, and words within strings, are no uses; a whole string is one, as `getattr` takes it."""

import ast
import json
import sys


def names_of(node):
    match node:
        case ast.Attribute(attr=name) | ast.Name(id=name) | ast.keyword(arg=str(name)):
            return [name]
        case ast.alias(name=path):
            return path.split(".")
        case ast.Constant(value=str(text)):
            return [text]
    return []


def used_names(source):
    return sorted({name for node in ast.walk(ast.parse(source)) for name in names_of(node)})


json.dump([used_names(source) for source in json.load(sys.stdin)], sys.stdout)
