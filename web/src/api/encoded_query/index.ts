export { type Environment, type Kind, matches } from './match.ts';
export { type Operator, takesValue } from './operators.ts';
export * from './query.ts';
