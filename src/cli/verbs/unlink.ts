export { unlinkVerb as verb } from "./link.ts";
