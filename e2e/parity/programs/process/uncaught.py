import sys

class Oops(Exception):
    pass

print("out", flush=True)
print("err", file=sys.stderr)
raise Oops("went wrong")
