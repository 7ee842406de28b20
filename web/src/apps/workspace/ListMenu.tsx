import { PanelLeftClose, X } from 'lucide-react';
import type { MouseEvent } from 'react';
import { removeList } from '~/api/calls.ts';
import type { ListMenuEntry } from '~/api/contract.ts';
import { useLists } from '~/api/session.ts';
import { countText, IconButton, t } from '~/kit/index.ts';
import { listPath } from './paths.ts';
import type { Tabs } from './tabs.ts';
import { useCounts } from './useCounts.ts';

export interface ListMenuProps {
    active: string;
    id: string; // of the tab that moves on to another list
    tabs: Tabs;
    onClose: () => void;
}

export function ListMenu({ active, id, tabs, onClose }: ListMenuProps) {
    const { lists, refresh } = useLists();
    const counts = useCounts(lists.flatMap((category) => category.lists.map((one) => one.id)));
    const go = (entry: ListMenuEntry) => (event: MouseEvent) => {
        if (event.metaKey || event.shiftKey) return;
        event.preventDefault();
        const path = listPath(entry.table, { list: entry.id });
        if (event.ctrlKey) tabs.open(path, { background: true });
        else tabs.moved(id, path);
    };
    return (
        <nav className="lnav" aria-label={t('Lists')}>
            <IconButton className="ib shut" label={t('Hide lists')} onClick={onClose}>
                <PanelLeftClose size={15} />
            </IconButton>
            {lists.map((category) => (
                <div key={category.id}>
                    <h2>{category.label}</h2>
                    {category.lists.map((entry) => {
                        const count = counts[entry.id];
                        return (
                            <div key={entry.id} className="entry">
                                <a
                                    href={listPath(entry.table, { list: entry.id })}
                                    aria-current={entry.id === active ? 'page' : undefined}
                                    onClick={go(entry)}
                                >
                                    <span className="clip">{entry.label}</span>
                                    {count && <span className="n num">{countText(count)}</span>}
                                </a>
                                {entry.mine && (
                                    <IconButton
                                        className="ib remove"
                                        label={t('Remove {name} from My lists', {
                                            name: entry.label,
                                        })}
                                        onClick={() => void removeList(entry.id).then(refresh)}
                                    >
                                        <X size={13} />
                                    </IconButton>
                                )}
                            </div>
                        );
                    })}
                </div>
            ))}
        </nav>
    );
}
