import sys

try:
    compile("print('a'\nx = = 1\n", "x.py", "exec")
except SyntaxError as error:
    print(type(error).__name__)
try:
    exec("if True:\nprint(1)")
except IndentationError as error:
    print(type(error).__name__, error.lineno)
