import threading

print(threading.current_thread().name, threading.current_thread() is threading.main_thread(), threading.active_count())
seen = {}

def look():
    me = threading.current_thread()
    seen[me.name] = (me.ident == threading.get_ident(), me.daemon, me in threading.enumerate())

threads = [threading.Thread(target=look, name="worker"), threading.Thread(target=look), threading.Thread(target=look, daemon=True)]
for thread in threads:
    thread.start()
    thread.join()
for name in sorted(seen):
    print(name, seen[name])
print(len({thread.ident for thread in threads}) >= 1, threading.active_count())
