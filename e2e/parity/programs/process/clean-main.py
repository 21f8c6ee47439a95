import sys

print(sorted(name for name in globals() if not name.startswith("__")))
print(sys.modules["__main__"].__dict__ is globals())
leftover = 1
