/** Random playbooks and journeys as most tests want them. */
export { condition, FACT_NAMES, facts, factValue, operators } from './arbitraries/conditions.ts';
export { journey } from './arbitraries/journeys.ts';
export { heardRules as rules } from './arbitraries/playbooks.ts';
