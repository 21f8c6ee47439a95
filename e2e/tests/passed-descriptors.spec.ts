import { Cockpit } from "./cockpit.js";
import { expect, test } from "./server.js";

const GIVER = `import os, socket
door = socket.socket(socket.AF_UNIX)
door.bind("door.sock")
door.listen()
other, _ = door.accept()
os.unlink("door.sock")
listener = socket.create_server(("127.0.0.1", 9000))
with open("notes.txt", "w+b") as file:
    file.write(b"mine alone")
    file.seek(5)
    socket.send_fds(other, [b"both"], [listener.fileno(), file.fileno()])
listener.close()
data, fds, flags, _ = socket.recv_fds(other, 9, 1)
print("back:", os.read(fds[0], 9))
`;

const TAKER = `import os, socket, stat
other = socket.socket(socket.AF_UNIX)
other.connect("door.sock")
data, (listener, file), flags, _ = socket.recv_fds(other, 9, 2)
with socket.socket(fileno=listener) as server:
    client = socket.create_connection(server.getsockname())
    print("served:", server.accept()[1] == client.getsockname())
print("file:", stat.S_ISREG(os.fstat(file).st_mode))
try:
    os.read(file, 9)
except OSError as error:
    print(error)
socket.send_fds(other, [b"back"], [os.dup(file)])
os.close(file)
`;

test("a passed socket serves in another program; a passed file can only go back, and the page shows both", async ({
  page,
}) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write("server.py", GIVER);
  await cockpit.write("client.py", TAKER);
  await cockpit.run("server.py");
  await expect(cockpit.program("server.py")).toContainText("waiting in accept()");
  await cockpit.run("client.py");
  const taken = cockpit.output("client.py");
  await expect(taken).toContainText("served: True");
  await expect(taken).toContainText("file: True");
  await expect(taken).toContainText(
    "[Errno 95] the file is open in another program, and only that one can read and write it",
  );
  await expect(cockpit.output("server.py")).toContainText("back: b'alone'");
  await cockpit.show("Calls");
  await cockpit.rows("[(SOL_SOCKET, SCM_RIGHTS, [5, 'file-1'])]").see();
});
