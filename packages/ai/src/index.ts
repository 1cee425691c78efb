export { compileFacts, type FactCheck, type FactChecker } from './check/check-facts.ts';
export type { Fact, FactSheet } from './facts/fact.ts';
export { checkText } from './generation/check-text.ts';
export { type Accepted, acceptGeneration, declineGeneration, listGenerations } from './generation/decide-generation.ts';
export { generateDescription, type GenerationEvent, HOURLY_LIMIT } from './generation/generate-description.ts';
export type { GenerationView } from './generation/view.ts';
export {
  currentModel,
  type EndpointSettings,
  type ModelChunk,
  type ModelPort,
  type ModelRequest,
  openAiCompatibleModel,
  useModel,
} from './model/model-port.ts';
