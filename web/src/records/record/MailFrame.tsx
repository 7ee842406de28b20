// The HTML of a mail in a frame of its own: nothing runs there, nothing is fetched from elsewhere until
// the reader asks, and its styles cannot reach the page. The server sends the frame's empty page with
// a policy of its own: `/mail` loads no foreign images, `/mail/images` does.

import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { t } from '~/kit/index.ts';
import { mailContent } from './mailContent.ts';

export function MailFrame({ html }: { html: string }) {
    const frame = useRef<HTMLIFrameElement>(null);
    const [images, setImages] = useState(false);
    const foreign = useMemo(() => mailContent(html, false).blocked, [html]);
    const fill = useEffectEvent(() => {
        const page = frame.current?.contentDocument;
        // Not into the page before this one: its policy was another.
        if (page?.body && page.URL.endsWith(address(images))) draw(page, mailContent(html, images));
    });
    // biome-ignore lint/correctness/useExhaustiveDependencies: another mail is drawn into the same frame
    useEffect(() => {
        fill();
        const element = frame.current;
        const fit = new ResizeObserver(() => element && resize(element));
        const start = () => {
            fill();
            fit.disconnect();
            if (element?.contentDocument?.body) fit.observe(element.contentDocument.body);
            if (element) resize(element);
        };
        start();
        element?.addEventListener('load', start);
        return () => {
            element?.removeEventListener('load', start);
            fit.disconnect();
        };
    }, [html, images]);
    return (
        <>
            <iframe
                ref={frame}
                className="mailframe"
                title={t('Mail')}
                src={address(images)}
                sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
            />
            {foreign > 0 && !images && (
                <p className="dim small mailimages">
                    {t(
                        'Images from elsewhere are not loaded, they tell the sender that you read this.',
                    )}{' '}
                    <button type="button" className="link" onClick={() => setImages(true)}>
                        {t('Load images')}
                    </button>
                </p>
            )}
        </>
    );
}

const address = (images: boolean) => (images ? '/mail/images' : '/mail');

function draw(page: Document, { nodes, coloured }: ReturnType<typeof mailContent>) {
    const dark = document.documentElement.getAttribute('data-mantine-color-scheme') === 'dark';
    page.documentElement.dataset.theme = dark ? 'dark' : 'light';
    page.documentElement.toggleAttribute('data-paper', coloured && dark);
    page.documentElement.dir = 'auto';
    page.body.replaceChildren(page.adoptNode(nodes));
}

/** As high as the mail, measured inside. */
function resize(element: HTMLIFrameElement) {
    const body = element.contentDocument?.body;
    if (body) element.style.height = `${Math.ceil(body.getBoundingClientRect().height)}px`;
}
