import { useState } from 'react';
import { activeShortcuts, Dialog, keyText, t } from '~/kit/index.ts';

const inLists: [string, string][] = [
    ['↑ ↓  J K', 'Move'],
    ['Enter', 'Open'],
    ['Ctrl Enter', 'Open in the background'],
    ['Space', 'Select'],
    ['E', 'Edit a cell'],
    ['A  S  P', 'Assign, state, priority'],
];

/** What the keys do on this page. */
export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
    const [all] = useState(() => activeShortcuts().filter((one) => one.keys));
    const groups = [...new Set(all.map((one) => one.group ?? ''))];
    return (
        <Dialog wide title={t('Keyboard shortcuts')} onClose={onClose}>
            <div className="keys">
                {groups.map((group) => (
                    <Block
                        key={group}
                        label={group}
                        rows={all
                            .filter((one) => (one.group ?? '') === group)
                            .map((one) => [keyText(one.keys), one.label])}
                    />
                ))}
                <Block
                    label={t('In lists')}
                    rows={inLists.map(([keys, label]) => [keys, t(label)])}
                />
            </div>
        </Dialog>
    );
}

function Block({ label, rows }: { label: string; rows: [string, string][] }) {
    return (
        <section>
            <h3>{label}</h3>
            <dl>
                {rows.map(([keys, words]) => (
                    <div key={keys + words}>
                        <dt>{words}</dt>
                        <dd>
                            <kbd className="kbd">{keys}</kbd>
                        </dd>
                    </div>
                ))}
            </dl>
        </section>
    );
}
