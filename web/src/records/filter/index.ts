import './filter.css';

export { parseFor, withCondition } from './chips.ts';
export { FilterBar } from './FilterBar.tsx';
