// Fails when an import goes against `kit ← fields ← records ← apps`, when anything but `api` talks
// to the server, or when the component library is used outside the kit.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const src = fileURLToPath(new URL('../src', import.meta.url));
const order = ['api', 'kit', 'fields', 'records', 'apps'];
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((f) =>
    /\.tsx?$/.test(f),
);
const mistakes = [];

for (const file of files) {
    const text = readFileSync(join(src, file), 'utf8');
    const layer = order.indexOf(file.split('/')[0]);
    for (const [, target] of text.matchAll(/(?:from|import\()\s*'([^']+)'/g)) {
        if (target.startsWith('@mantine/') && !file.startsWith('kit/') && !/\/forms\//.test(file))
            mistakes.push(`${file}: ${target} is imported outside the kit`);
        const path = target.startsWith('~/')
            ? target.slice(2)
            : target.startsWith('.')
              ? relative(src, resolve(src, dirname(file), target))
              : '';
        const to = order.indexOf(path.split('/')[0]);
        if (to > layer) mistakes.push(`${file}: ${target} lies in a layer above`);
        // What lies in apps/ itself is shared; an application's own folder is not.
        const [, own, inside] = path.split('/');
        if (layer === 4 && to === 4 && inside && own !== file.split('/')[1])
            mistakes.push(`${file}: ${target} belongs to another application`);
    }
    if (layer > 0 && !/\.test\.tsx?$/.test(file) && /\b(fetch|EventSource)\(/.test(text))
        mistakes.push(`${file}: only api talks to the server`);
}
for (const mistake of mistakes) console.error(mistake);
process.exit(mistakes.length ? 1 : 0);
