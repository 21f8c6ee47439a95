import { Cockpit } from "./cockpit.js";
import { expect, test } from "./server.js";

const server = `import socket, time
sk = socket.socket()
sk.bind(('127.0.0.1', 8088))
sk.listen(5)
conn, addr = sk.accept()
time.sleep(600)
`;

const client = `import socket
sk = socket.socket()
sk.connect(('127.0.0.1', 8088))
input('more? ')
n = 0
while True:
    n += 1
`;

test("no line is marked for a main thread that is over while others go on", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  const source = `import socket, threading
def serve(listener):
    listener.accept()
threading.Thread(target=serve, args=(socket.create_server(("127.0.0.1", 8088)),)).start()
print("started")
`;
  await cockpit.write("server.py", source);
  await cockpit.run("server.py");
  await expect(cockpit.lines("server.py", "waiting here")).toHaveText(/listener\.accept\(\)accept\(\) · /);
  await expect(cockpit.lines("server.py", "still running")).toHaveCount(0);
});

test("an editor marks the line where its program waits, in what, and for how long, then and now", async ({
  page,
}) => {
  const cockpit = new Cockpit(page);
  const waiting = (name: string) => cockpit.lines(name, "waiting here");
  const running = (name: string) => cockpit.lines(name, "last seen here, still running");
  await cockpit.open();
  await cockpit.write("server.py", server);
  await cockpit.write("client.py", client);
  await cockpit.run("server.py");
  await expect(waiting("server.py")).toHaveText(/^conn, addr = sk\.accept\(\)accept\(\) · [\d.]+ m?s$/);
  await expect(cockpit.lines("server.py", "5: waiting here")).toHaveCount(1);
  // The hand counts.
  await expect(waiting("server.py")).toHaveText(/ · [1-9]\d* s$/);

  await cockpit.run("client.py");
  await expect(waiting("server.py")).toHaveText(/^time\.sleep\(600\)sleep\(\) · /);
  await expect(waiting("client.py")).toHaveText(/^input\('more\? '\)input\(\) · /);
  await cockpit.answer("client.py", "");
  await expect(running("client.py")).toHaveText(/^input\('more\? '\)running$/);
  await expect(waiting("client.py")).toHaveCount(0);

  // Back to where the client's connect begins: the server waits in accept again.
  const slider = page.getByRole("slider", { name: "The moment shown" });
  await cockpit.callRows("connect").click();
  const [connect] = await cockpit.callRows("connect").read();
  const connectSeq = connect?.id.split("-").at(-1);
  await slider.press("ArrowLeft");
  while (Number(await slider.getAttribute("aria-valuenow")) > Number(connectSeq))
    await slider.press("ArrowLeft");
  await expect(waiting("server.py")).toHaveText(/^conn, addr = sk\.accept\(\)accept\(\) · /);
  await expect(running("client.py")).toContainText("sk.connect");
  await expect(waiting("client.py")).toHaveCount(0);
  await page.getByRole("button", { name: "Live", exact: true }).click();
  await expect(waiting("server.py")).toHaveText(/^time\.sleep\(600\)sleep\(\) · /);
});
