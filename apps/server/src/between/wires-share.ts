/** What labs with a wire have of what is bounded for the server, on top of what its other labs have. */
export const WIRES_SHARE = 1 / 4;
