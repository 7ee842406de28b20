// Pieces around the rows of a list: menus, the empty states, the shape of what comes.

import { ChevronDown, Download } from 'lucide-react';
import { exportUrl } from '~/api/calls.ts';
import type { Column, List, Schema } from '~/api/contract.ts';
import { Empty, IconButton, Menu, MenuItem, Skeleton, t } from '~/kit/index.ts';

export function ExportMenu({
    table,
    query,
    columns,
}: {
    table: string;
    query: string;
    columns: Column[];
}) {
    const fields = columns.map((column) => column.name);
    const go = (format: string) =>
        window.open(exportUrl(table, query, fields, format), '_blank', 'noopener');
    return (
        <Menu
            label={t('Export')}
            place="end"
            trigger={(properties) => (
                <IconButton label={t('Export')} {...properties}>
                    <Download size={15} />
                </IconButton>
            )}
        >
            <MenuItem onSelect={() => go('CSV')}>{t('CSV file')}</MenuItem>
            <MenuItem onSelect={() => go('XLSX')}>{t('Excel file')}</MenuItem>
            <MenuItem onSelect={() => go('JSONv2')}>{t('JSON file')}</MenuItem>
        </Menu>
    );
}

type GroupMenuProps = {
    list: List;
    schema: Schema | undefined;
    group: string | undefined;
    onGroup: (name?: string) => void;
};

export function GroupMenu({ list, schema, group, onGroup }: GroupMenuProps) {
    const usable = list.columns.filter((column) => {
        const field = schema?.fields.find((one) => one.name === column.name);
        return (
            field?.groupable ??
            /^(choice|reference|boolean|sys_class_name)$/.test(column.type) ??
            false
        );
    });
    const label = list.columns.find((one) => one.name === group)?.label ?? t('None');
    return (
        <Menu
            label={t('Group by')}
            place="end"
            trigger={(properties) => (
                <button type="button" className="chip wide-only" {...properties}>
                    <span className="main">
                        <b>{t('Group by')}</b>
                        <span>{label}</span>
                        <ChevronDown size={12} aria-hidden="true" />
                    </span>
                </button>
            )}
        >
            <MenuItem checked={!group} onSelect={() => onGroup(undefined)}>
                {t('None')}
            </MenuItem>
            {usable.map((column) => (
                <MenuItem
                    key={column.name}
                    checked={group === column.name}
                    onSelect={() => onGroup(column.name)}
                >
                    {column.label}
                </MenuItem>
            ))}
        </Menu>
    );
}

type NoRowsProps = {
    list: List;
    filtered: boolean;
    onClear: () => void;
    onCreate: (() => void) | undefined;
};

export function NoRows({ list, filtered, onClear, onCreate }: NoRowsProps) {
    if (filtered)
        return (
            <Empty
                title={t('Nothing matches this filter.')}
                text={list.chips.map((chip) => `${chip.label} ${chip.display}`).join(', ')}
                action={{ label: t('Clear filters'), run: onClear }}
            />
        );
    return (
        <Empty
            title={t('Nothing in “{list}” right now.', { list: list.title })}
            action={
                onCreate && {
                    label: t('New {label}', { label: list.label.toLowerCase() }),
                    run: onCreate,
                }
            }
        />
    );
}

export const SkeletonRows = () => (
    <div className="skeleton-rows">
        {[...Array(12).keys()].map((row) => (
            <div key={row}>
                <Skeleton width={16} height={16} />
                <Skeleton width={76} height={12} />
                <Skeleton width={`${30 + ((row * 17) % 30)}%`} height={12} />
                <Skeleton width={110} height={12} />
                <Skeleton width={72} height={16} />
            </div>
        ))}
    </div>
);
