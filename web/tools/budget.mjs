// Compares the gzip sizes of what each page loads first with the budgets.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const manifest = JSON.parse(readFileSync(`${dist}.vite/manifest.json`, 'utf8'));
const size = (file) => gzipSync(readFileSync(dist + file)).length / 1000;

// Everything that an entry, and the lazy chunks named with it, load before they can draw.
function loaded(keys) {
    const seen = new Set();
    const add = (key) => {
        if (seen.has(key)) return;
        seen.add(key);
        for (const next of manifest[key]?.imports ?? []) add(next);
    };
    keys.forEach(add);
    const chunks = [...seen].map((key) => manifest[key]).filter(Boolean);
    return {
        js: new Set(chunks.map((chunk) => chunk.file)),
        css: new Set(chunks.flatMap((chunk) => chunk.css ?? [])),
    };
}

const budgets = [
    ['workspace, list', ['agent.html', 'src/records/list/ListPage.tsx'], 220, 28],
    ['workspace, record', ['agent.html', 'src/records/record/RecordPage.tsx'], 220, 28],
    ['portal, reading pages', ['csm.html'], 110, 15],
    ['sign-in', ['login.html'], 110, 8],
];
const lazy = 150;

let failed = false;
const sum = (files) => [...files].reduce((total, file) => total + size(file), 0);
for (const [name, keys, js, css] of budgets) {
    const files = loaded(keys);
    const [has_js, has_css] = [sum(files.js), sum(files.css)];
    const over = has_js > js || has_css > css;
    failed ||= over;
    const line = `JS ${has_js.toFixed(0)} of ${js}, CSS ${has_css.toFixed(0)} of ${css} kB`;
    console.log(`${over ? 'OVER  ' : 'ok    '}${name}: ${line}`);
}
for (const chunk of Object.values(manifest)) {
    if (!chunk.isDynamicEntry || size(chunk.file) <= lazy) continue;
    failed = true;
    console.log(`OVER  ${chunk.file}: ${size(chunk.file).toFixed(0)} of ${lazy} kB`);
}
process.exit(failed ? 1 : 0);
