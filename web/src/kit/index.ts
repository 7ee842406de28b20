// The light part of the kit: no component library behind it, fit for every page.

import './tokens.css';
import './kit.css';
import './float.css';

export { Boundary } from './boundary.tsx';
export * from './button.tsx';
export * from './dialog.tsx';
export { Float } from './float.tsx';
export * from './keyboard.ts';
export * from './menu.tsx';
export * from './picker.tsx';
export * from './signs.tsx';
export * from './states.tsx';
export * from './tabs.tsx';
export * from './text.ts';
export * from './time.ts';
export * from './toast.tsx';
export * from './tone.ts';
export { startTooltips } from './tooltip.ts';
