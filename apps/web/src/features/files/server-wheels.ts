import type { WheelSource } from "./wheels-model.js";

/** The wheels that the server at this address offers: `SOCKPIT_WHEELS`. */
export function serverWheels(baseUrl: string): WheelSource {
  const get = async (name: string) => {
    const response = await fetch(`${baseUrl}/wheels/${encodeURIComponent(name)}`);
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return response;
  };
  return {
    list: async () => {
      const { wheels } = (await (await get("index.json")).json()) as { wheels: string[] };
      return wheels;
    },
    read: async (name) => new Uint8Array(await (await get(name)).arrayBuffer()),
  };
}
