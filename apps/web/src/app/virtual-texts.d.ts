declare module "virtual:texts/*" {
  export const texts: object;
}
