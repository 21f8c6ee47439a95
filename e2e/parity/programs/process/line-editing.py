"""`import readline` where no terminal is: what a chat client or a shell of one's own does with it."""
import os
import readline
import rlcompleter

print(readline.get_current_history_length(), repr(readline.get_line_buffer()), readline.get_history_length())
readline.parse_and_bind("tab: complete")
readline.parse_and_bind("set editing-mode vi")
readline.set_completer(lambda text, state: None)
readline.set_completer_delims(" \t\n")
print(repr(readline.get_completer_delims()), callable(readline.get_completer()))
readline.set_completer()
print(readline.get_completer())
for line in ("/join net", "hello", "/quit"):
    readline.add_history(line)
print(readline.get_current_history_length(), readline.get_history_item(1), readline.get_history_item(9))
readline.replace_history_item(1, "hello, all")
readline.remove_history_item(0)
print([readline.get_history_item(number) for number in (1, 2)])


def attempt(call, *args):
    try:
        print(call.__name__, call(*args))
    except Exception as error:
        print(call.__name__, type(error).__name__, error)


attempt(readline.remove_history_item, 7)
attempt(readline.remove_history_item, -1)
attempt(readline.replace_history_item, 7, "x")
attempt(readline.read_history_file, "no-such-history")
readline.write_history_file("history.txt")
readline.clear_history()
print(readline.get_current_history_length())
readline.read_history_file("history.txt")
print(readline.get_current_history_length(), readline.get_history_item(2))
readline.add_history("one more")
readline.append_history_file(1, "history.txt")
with open("history.txt") as file:
    print(file.read().split("\n"))
readline.set_history_length(1)
readline.write_history_file("history.txt")
with open("history.txt") as file:
    print(file.read().split("\n"), readline.get_history_length())
os.unlink("history.txt")
readline.set_startup_hook(lambda: readline.insert_text("never inserted"))
readline.set_pre_input_hook()
readline.set_completion_display_matches_hook()
readline.set_auto_history(False)
print(readline.get_completion_type(), readline.get_begidx(), readline.get_endidx())
# Lines that come through a pipe are no history.
print(repr(input("> ")), readline.get_current_history_length())
print(rlcompleter.Completer({"socket": 1}).complete("sock", 0))
