/** Recorded journeys: what visitors did, line by line, without saying who they were. Server, command line and tests; browsers need the types only. */
export { findJourneyMistake } from './check.ts';
export { JourneysError, readJourneys } from './read.ts';
export { journeySchema, journeyStep } from './schema.ts';
export type { Journey, JourneyStep } from './types.ts';
export { writeJourney } from './write.ts';
