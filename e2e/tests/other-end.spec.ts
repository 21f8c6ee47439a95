import type { Request } from "@playwright/test";
import { Cockpit } from "./cockpit.js";
import { expect, test } from "./server.js";

/** Four servers in one program: http.server, one that answers wrongly, one that never answers, and an echo. */
const servers = `import base64, http.server, socket, threading

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==")
PAGE = """<!doctype html><title>Shop</title><link rel="stylesheet" href="style.css">
<h1>Shop</h1><img src="/pixel.png" alt="A pixel"><a href="/about">About us</a>
<form action="/search"><input name="q" aria-label="Search"><button>Find</button></form>
<script>document.body.textContent = "scripted"</script>
<img src="http://127.0.0.1:9/none.png" alt="Missing"><p onclick="alert(1)">Text</p>"""

HOSTILE = """<base href="//127.0.0.1:8000/x/"><meta http-equiv="refresh" content="0; url=/old"><svg onload="top.hacked = 1"></svg>
<script>top.hacked = 1</script><iframe srcdoc="<script>top.hacked = 1</script>"></iframe><img src="x" onerror="top.hacked = 1">
<style>@import "http://127.0.0.1:8000/style.css"; p { background: url(http://127.0.0.1:8000/pixel.png) }</style>
<a href="javascript:top.hacked = 1">Press</a><form action="javascript:top.hacked = 1"><button>Send</button></form><p>Hostile</p>"""

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        kind, body = "text/html; charset=utf-8", PAGE.encode()
        if self.path == "/style.css":
            kind, body = "text/css", b"h1 { color: rgb(1, 2, 3) }"
        elif self.path == "/pixel.png":
            kind, body = "image/png", PIXEL
        elif self.path == "/hostile":
            body = HOSTILE.encode()
        elif self.path == "/old":
            self.send_response(302)
            self.send_header("Location", "/about")
            self.end_headers()
            return
        elif self.path != "/":
            body = f"<h1>{self.path}</h1>".encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass

def serve(port, handle):
    listener = socket.create_server(("127.0.0.1", port))
    while True:
        handle(listener.accept()[0])

def wrong(conn):
    conn.recv(4096)
    conn.sendall("HTTP/1.1 200 OK\\nContent-Length: 5\\n\\n<h1>你好</h1>".encode())
    conn.close()

held = []

def echo(conn):
    while data := conn.recv(1024):
        conn.sendall(data.upper())
    conn.close()

for port, handle in ((8001, wrong), (8002, held.append), (8003, echo)):
    threading.Thread(target=serve, args=(port, handle), daemon=True).start()
server = http.server.ThreadingHTTPServer(("127.0.0.1", 8000), Handler)
print("ready")
server.serve_forever()
`;

test("a terminal, an HTTP client and a browser view are the other end of a program", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write("server.py", servers);
  await cockpit.run("server.py");
  await expect(cockpit.output("server.py")).toContainText("ready");
  const pane = page.getByRole("region", { name: "Other ends" });

  await test.step("the terminal talks with the listening socket beside which it is offered", async () => {
    await cockpit.sockets().getByRole("button", { name: "Connect to 127.0.0.1:8003" }).click();
    await page.getByRole("menuitem", { name: "Terminal (nc)" }).click();
    await pane.getByRole("button", { name: "Connect", exact: true }).click();
    const line = pane.getByRole("textbox", { name: "Line to send" });
    await line.fill("hello");
    await line.press("Enter");
    await expect(pane.getByRole("log")).toContainText("HELLO");
    await expect(line).toHaveValue("");
    await line.press("ArrowUp");
    await expect(line).toHaveValue("hello");
    await line.fill("");
    await line.press("Control+d");
    await expect(pane.getByRole("log")).toContainText("The other side has finished sending (FIN).");
    // Its calls are in the diagram, as any program's.
    await cockpit.callRows("shutdown").see();
    await expect(pane.getByRole("button", { name: "Connect again" })).toBeVisible();
  });

  await test.step("the HTTP client shows what is wrong with an answer, and that none comes", async () => {
    await pane.getByRole("button", { name: "Add" }).click();
    await page.getByRole("menuitem", { name: "HTTP client" }).click();
    const url = pane.getByRole("textbox", { name: "URL" });
    const faults = pane.getByRole("list", { name: "What is wrong with the response" });
    await url.fill("127.0.0.1:8000/about");
    await url.press("Enter");
    await expect(pane.getByText("Well-formed")).toBeVisible();
    await expect(pane.getByRole("region", { name: "Request, as written" })).toContainText(
      "GET /about HTTP/1.1\\r\\n",
    );
    await url.fill("127.0.0.1:8001");
    await url.press("Enter");
    await expect(faults).toContainText("Line 1 ends with \\n alone.");
    await expect(faults).toContainText("Content-Length announces 5 bytes, and 15 came.");
    await pane.getByRole("combobox", { name: "Time limit" }).selectOption("2 s");
    await url.fill("127.0.0.1:8002");
    await url.press("Enter");
    await expect(faults).toContainText("No response within the time limit.");
  });

  await test.step("the browser view shows a page with its parts, follows its links, and runs nothing", async () => {
    await pane.getByRole("button", { name: "Add" }).click();
    await page.getByRole("menuitem", { name: "Browser view" }).click();
    const address = pane.getByRole("textbox", { name: "Address" });
    await address.fill("127.0.0.1:8000");
    await address.press("Enter");
    const frame = pane.frameLocator("iframe");
    await expect(frame.getByRole("heading", { name: "Shop" })).toHaveCSS("color", "rgb(1, 2, 3)");
    const pixel = frame.getByRole("img", { name: "A pixel" });
    expect(await pixel.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1);
    const requests = pane.getByRole("region", { name: "Requests" });
    await expect(requests).toContainText("4 requests");
    await expect(requests).toContainText("ECONNREFUSED");
    await expect(requests).toContainText("Left out: scripts (2), files that failed (1)");
    await frame.getByRole("textbox", { name: "Search" }).fill("tea & milk");
    await frame.getByRole("button", { name: "Find" }).click();
    await expect(frame.getByRole("heading", { name: "/search?q=tea+%26+milk" })).toBeVisible();
    await pane.getByRole("button", { name: "Back" }).click();
    await frame.getByRole("link", { name: "About us" }).click();
    await expect(address).toHaveValue("http://127.0.0.1:8000/about");
    await address.fill("127.0.0.1:8000/old");
    await address.press("Enter");
    await expect(requests).toContainText("2 requests");
    await expect(address).toHaveValue("http://127.0.0.1:8000/about");
    await expect(cockpit.calls()).toContainText("browser");
  });

  await test.step("the browser view runs nothing of a page, and asks for nothing but its parts", async () => {
    const asked: Request[] = [];
    page.on("request", (request) => asked.push(request));
    const address = pane.getByRole("textbox", { name: "Address" });
    await address.fill("127.0.0.1:8000/hostile");
    await address.press("Enter");
    const frame = pane.frameLocator("iframe");
    await expect(frame.getByText("Hostile")).toBeVisible();
    await frame.getByText("Press").click();
    await frame.getByRole("button", { name: "Send" }).click();
    await expect(pane.getByRole("region", { name: "Requests" })).toContainText("2 requests");
    await expect(frame.getByText("Hostile")).toBeVisible();
    expect(await page.evaluate(() => "hacked" in globalThis)).toBe(false);
    // What its style sheet wants is refused by its policy, before anything leaves the browser.
    const left = asked.filter((request) => !/csp/i.test(request.failure()?.errorText ?? ""));
    expect(left.map((request) => request.url()).filter((url) => !url.startsWith("about:"))).toEqual([]);
  });
});
