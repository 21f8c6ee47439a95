export { engineOfNode, prepareInterpreters } from "./interpreters.js";
export { type NodeProgramEnd, type NodeProgramOptions, type OutputChunk, runProgram } from "./run-program.js";
export { scenarioPython } from "./scenario-python.js";
