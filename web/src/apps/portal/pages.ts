// The pages of the portal beside its cases: one per category of the list menu "Portal".

import { type LucideIcon, Package, TableProperties } from 'lucide-react';
import { type ListMenuEntry, useBootstrap } from '~/api/index.ts';
import { table } from './cases.ts';

export interface PortalPage {
    id: string;
    label: string;
    text?: string | undefined;
    path: string;
    Icon: LucideIcon;
    lists: ListMenuEntry[];
}

export function usePages(): PortalPage[] {
    const { portal_lists = [] } = useBootstrap();
    return portal_lists
        .filter((category) => category.lists.some((one) => one.table !== table))
        .map(({ id, label, text, icon, lists }) => ({
            id,
            label,
            text,
            path: `/browse/${id}`,
            Icon: icon === 'package' ? Package : TableProperties,
            lists,
        }));
}
