import { Cockpit } from "./cockpit.js";
import { expect, test } from "./server.js";

/** A server with a thread per client, which tells everybody what one says; and three who say something. */
const chat = `import socket, threading
room, lock = [], threading.Lock()
def serve(conn):
    with conn.makefile("r") as lines:
        for line in lines:
            with lock:
                for member in room:
                    member.sendall(line.encode())
server = socket.socket()
server.bind(("127.0.0.1", 7000))
server.listen()
def accept():
    for _ in range(3):
        conn, _ = server.accept()
        with lock:
            room.append(conn)
        threading.Thread(target=serve, args=(conn,)).start()
acceptor = threading.Thread(target=accept)
acceptor.start()
members = [socket.create_connection(("127.0.0.1", 7000)) for _ in range(3)]
acceptor.join()
heard = [[] for _ in members]
def hear(index):
    with members[index].makefile("r") as lines:
        heard[index] = sorted(next(lines).strip() for _ in members)
ears = [threading.Thread(target=hear, args=(index,)) for index in range(3)]
for ear in ears: ear.start()
for index, member in enumerate(members): member.sendall(f"I am {index}\\n".encode())
for ear in ears: ear.join()
print(heard == [["I am 0", "I am 1", "I am 2"]] * 3)
for member in members: member.close()
`;

/**
 * Who takes turns: many threads, two that only wake up each other, one that never waits, one that fails, and those that
 * the end waits for or not.
 */
const turns = `import queue, sys, threading, time
from concurrent.futures import ThreadPoolExecutor
many, count, lock = [], 0, threading.Lock()
def add():
    global count
    for _ in range(3):
        with lock:
            seen = count
            time.sleep(0)
            count = seen + 1
many = [threading.Thread(target=add) for _ in range(200)]
for thread in many: thread.start()
for thread in many: thread.join()
print("many", count)
with ThreadPoolExecutor(4) as pool: print("pool", sum(pool.map(abs, range(-9, 1))))
here, there = threading.Semaphore(0), threading.Semaphore(1)
def wake(own, other):
    while True:
        own.acquire()
        other.release()
for pair in ((here, there), (there, here)): threading.Thread(target=wake, args=pair, daemon=True).start()
rang = threading.Event()
threading.Timer(0.05, rang.set).start()
print("timer", rang.wait(30))
def spin():
    while True: pass
threading.Thread(target=spin, daemon=True).start()
items = queue.Queue()
threading.Timer(0.05, items.put, ["item"]).start()
print("queue", items.get(timeout=30))
failing = threading.Thread(target=lambda: 1 / 0, name="failing")
failing.start()
failing.join()
def late():
    time.sleep(0.1)
    print("late")
threading.Thread(target=late).start()
sys.exit(7)
`;

const interrupted = `import threading, time
done = threading.Event()
def work():
    done.wait()
    print("worker ends by itself")
worker = threading.Thread(target=work)
worker.start()
print("waiting")
try:
    threading.Lock().acquire() and worker.join()
except KeyboardInterrupt:
    print("main was interrupted", worker.is_alive())
done.set()
`;

test("threads take turns, wait for each other and end as in CPython", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write("server.py", chat);
  await cockpit.write("client.py", turns);
  await cockpit.run("server.py");
  await cockpit.run("client.py");
  await expect(cockpit.output("server.py")).toContainText("True");
  const output = cockpit.output("client.py");
  await expect(output).toContainText("late");
  for (const line of ["many 600", "pool 45", "timer True", "queue item", "Exception in thread failing:"]) {
    await expect(output).toContainText(line);
  }
  await expect(output).toContainText("ZeroDivisionError: division by zero");
  await expect(cockpit.program("client.py")).toContainText("exit code 7");
});

test("Stop interrupts the main thread, and the others go on", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write("server.py", interrupted);
  await cockpit.run("server.py");
  await expect(cockpit.output("server.py")).toContainText("waiting");
  await cockpit.stop("server.py");
  await expect(cockpit.output("server.py")).toContainText("main was interrupted True");
  await expect(cockpit.output("server.py")).toContainText("worker ends by itself");
});
