import argparse
import sys

print(sys.argv)
parser = argparse.ArgumentParser()
parser.add_argument("--port", type=int)
parser.add_argument("-v", action="store_true")
parser.add_argument("names", nargs="*")
print(parser.parse_args())
