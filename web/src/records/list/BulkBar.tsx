import { useState } from 'react';
import type { ListAction } from '~/api/contract.ts';
import { Confirm, plural, t } from '~/kit/index.ts';

export interface BulkBarProps {
    selected: number;
    total: number;
    loaded: number;
    everything: boolean;
    actions: ListAction[];
    onEverything: () => void;
    onAction: (action: ListAction) => void;
    onEdit?: (() => void) | undefined;
    onClear: () => void;
    progress?: string | undefined;
}

/** Floats over the grid while rows are selected. */
export function BulkBar(props: BulkBarProps) {
    const { selected, total, loaded, everything, actions } = props;
    const [asked, setAsked] = useState<ListAction | null>(null);
    const run = (action: ListAction) =>
        action.confirm ? setAsked(action) : props.onAction(action);
    const n = everything ? total : selected;
    return (
        <div className="bulk" role="toolbar" aria-label={t('Actions on selected rows')}>
            <span className="num" role="status">
                {props.progress ?? plural(n, '{n} selected', '{n} selected')}
            </span>
            {!everything && selected === loaded && total > loaded && (
                <button type="button" onClick={props.onEverything}>
                    {t('Select all {total} matching', { total })}
                </button>
            )}
            {actions.map((action) => (
                <button type="button" key={action.name} onClick={() => run(action)}>
                    {action.label}
                </button>
            ))}
            {props.onEdit && (
                <button type="button" onClick={props.onEdit}>
                    {t('Edit fields')}
                </button>
            )}
            <button type="button" onClick={props.onClear}>
                {t('Clear')}
            </button>
            {asked && (
                <Confirm
                    question={asked.confirm ?? ''}
                    verb={asked.label}
                    destructive={asked.style === 'destructive'}
                    onNo={() => setAsked(null)}
                    onYes={() => {
                        setAsked(null);
                        props.onAction(asked);
                    }}
                />
            )}
        </div>
    );
}
