import os
import sys

print(type(os.getpid()).__name__, os.getpid() > 0, sys.platform, os.name, sys.byteorder)
print(sys.version_info >= (3, 11), sys.implementation.name, sys.flags.interactive)
print(os.environ.get("SOCKPIT_NO_SUCH_VARIABLE"), os.linesep == "\n", os.sep)
