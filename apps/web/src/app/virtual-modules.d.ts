declare module "virtual:texts/*" {
  export const texts: object;
}

declare module "virtual:pyodide-url" {
  export const pyodideUrl: string;
}
