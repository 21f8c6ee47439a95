"""What a program in the page runs on: Linux's sockets, threads, signals and files, over the calls of a lab.

`install.install()` puts it under the standard library of an interpreter that has just started.
"""

# Where this package lies, with a closing slash: the frames of its code are left out of tracebacks.
FOLDER = __file__.rpartition("_sockpit/")[0]
