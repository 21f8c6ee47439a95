import "./no-eval.js";
import "../shared/styles/index.css";
import { startPage } from "./start-page.js";

// The command line opens the page without a lab of its own, to run programs in the labs of its scenarios. Nothing is awaited here: what is
// fetched later imports from this file's chunk, and would wait for it.
if (new URLSearchParams(location.search).has("runner")) void import("../runner/runner.js");
else void startPage();
