// What scenario tests import: `import { start } from '#support'`. See README.md beside this file.
export { type Answer, Client, type Person, type Row, type Value } from './client.ts';
export { eventually } from './eventually.ts';
export type { Letter } from './letter.ts';
export { MailServer } from './mail_server.ts';
export { type Cell, type Matrix, permissions } from './permissions.ts';
export type { LiveEvent, Stream, Watched } from './stream.ts';
export { type Options, start, type UserWishes, World } from './world.ts';
