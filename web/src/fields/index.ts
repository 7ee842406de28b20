import './fields.css';

export * from './context.tsx';
export { Html, plainText, safeHtml } from './html/index.tsx';
export { isPerson } from './reference/index.tsx';
export { useSettled } from './reference/ReferenceInput.tsx';
export { fieldType, isJournal } from './registry.ts';
export { type FieldType, type InputProps, textOf, type ViewProps } from './type.ts';
