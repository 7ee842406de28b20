import { createContext, type MouseEvent, type ReactNode, useContext } from 'react';

export interface Links {
    /** Address of a record in this application. */
    url: (table: string, sys_id: string) => string;
    /** Opens an address inside the application. */
    open: (url: string, background?: boolean) => void;
}

const LinksContext = createContext<Links | null>(null);
export const LinksProvider = LinksContext.Provider;
export const useLinks = () => useContext(LinksContext);

export interface RecordLinkProps {
    table: string | undefined;
    sys_id: string;
    className?: string;
    tabIndex?: number;
    children: ReactNode;
}

/** A link to a record where the application has pages for records, else just the text. */
export function RecordLink({
    table,
    sys_id,
    children,
    className = 'ref',
    ...rest
}: RecordLinkProps) {
    const links = useLinks();
    if (!links || !table || !sys_id) return <span className="clip">{children}</span>;
    const url = links.url(table, sys_id);
    const follow = (event: MouseEvent) => {
        event.stopPropagation();
        if (event.shiftKey) return;
        event.preventDefault();
        links.open(url, event.ctrlKey || event.metaKey || event.button === 1);
    };
    return (
        <a
            href={url}
            className={`${className} clip`}
            onClick={follow}
            onAuxClick={follow}
            {...rest}
        >
            {children}
        </a>
    );
}
