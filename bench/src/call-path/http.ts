import { Agent, request } from "node:http";

/** One connection that stays open, as a client that calls often has. */
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

export interface HttpCall {
  readonly method?: "GET" | "POST" | "DELETE";
  readonly token?: string;
  readonly body?: string;
}

/** Makes one HTTP request, which must succeed, and gives the body of its answer. */
export function http(url: string, { method = "GET", token, body }: HttpCall = {}): Promise<string> {
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(body === undefined ? {} : { "content-type": "application/json", "content-length": body.length }),
  };
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, agent, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => {
        if (response.statusCode !== undefined && response.statusCode < 300) resolve(text);
        else reject(new Error(`${method} ${url}: ${response.statusCode} ${text}`));
      });
    });
    asked.once("error", reject);
    asked.end(body);
  });
}

export interface Key {
  readonly lab: string;
  readonly token: string;
}

export async function createLab(baseUrl: string): Promise<Key> {
  const answer = await http(`${baseUrl}/api/labs`, { method: "POST", body: "{}" });
  const { lab, token } = JSON.parse(answer) as { lab: { id: string }; token: string };
  return { lab: lab.id, token };
}

export async function deleteLab(baseUrl: string, { lab, token }: Key): Promise<void> {
  await http(`${baseUrl}/api/labs/${lab}`, { method: "DELETE", token });
}

export function closeHttp(): void {
  agent.destroy();
}
