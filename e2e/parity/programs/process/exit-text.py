import sys

try:
    sys.exit("first try")
except SystemExit as error:
    print(repr(error.code))
sys.exit("good-bye")
