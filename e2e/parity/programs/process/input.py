print(repr(input()))
print(repr(input("prompt> ")))
print(repr(input()), repr(input()))
try:
    input("more? ")
except EOFError as error:
    print(type(error).__name__, error)
