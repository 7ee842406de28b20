// What to do next, in five seconds.

import { lazy, type MouseEvent, Suspense, useState } from 'react';
import type { Bootstrap, ListMenuEntry, Tone } from '~/api/contract.ts';
import { useBootstrap } from '~/api/session.ts';
import { countText, dayText, Empty, Skeleton, t, toneClass, useShortcuts } from '~/kit/index.ts';
import { listPath } from './paths.ts';
import type { Tabs } from './tabs.ts';
import { useCounts } from './useCounts.ts';

const ListPage = lazy(() => import('~/records/list/ListPage.tsx'));

interface Card {
    label: string;
    tone: Tone;
    entry: ListMenuEntry;
}

function cardsOf({ home, lists }: Bootstrap): Card[] {
    const all = lists.flatMap((category) => category.lists);
    if (!home)
        return (lists[0]?.lists ?? [])
            .slice(0, 5)
            .map((entry) => ({ label: entry.label, tone: 'neutral', entry }));
    return home.cards.flatMap(({ label, list, tone = 'neutral' }) => {
        const entry = all.find((one) => one.id === list);
        return entry ? [{ label, tone, entry }] : [];
    });
}

export default function HomePage({ tabs }: { tabs: Tabs }) {
    const bootstrap = useBootstrap();
    const { home, lists, user } = bootstrap;
    const all = lists.flatMap((category) => category.lists);
    const cards = cardsOf(bootstrap);
    const counts = useCounts(cards.map((card) => card.entry.id));
    const needs = all.find((one) => one.id === home?.needs_you) ?? cards[0]?.entry;
    const others = (home?.lists ?? []).flatMap((id) => all.find((one) => one.id === id) ?? []);
    const open = (entry: ListMenuEntry) => tabs.open(listPath(entry.table, { list: entry.id }));
    useShortcuts(
        cards.slice(0, 5).map((card, index) => ({
            keys: String(index + 1),
            label: t('Open {label}', { label: card.label }),
            group: t('Home'),
            run: () => open(card.entry),
        })),
    );
    const facts = cards.flatMap(({ label, entry, tone }) => {
        const count = counts[entry.id];
        return count && count.count > 0 && /critical|high/.test(tone)
            ? [`${label} ${countText(count)}`]
            : [];
    });
    if (all.length === 0)
        return (
            <Empty
                title={t('No lists are set up for your roles yet.')}
                text={t('Ask your manager to put you in a group.')}
            />
        );
    return (
        <div className="home">
            <h1>{greeting(user.first_name ?? user.name.split(' ')[0] ?? '')}</h1>
            <p className="sub">
                {facts.length ? `${facts.slice(0, 3).join(', ')}.` : dayText(new Date())}
            </p>
            <div className="tiles">
                {cards.map((card) => (
                    <Tile
                        key={card.entry.id}
                        card={card}
                        text={
                            counts[card.entry.id] &&
                            countText(counts[card.entry.id] ?? { count: 0, exact: true })
                        }
                        onOpen={() => open(card.entry)}
                    />
                ))}
            </div>
            <div className="panels">
                {needs && <Panel entry={needs} title={t('Needs you')} tabs={tabs} />}
                {others.map((entry) => (
                    <Panel key={entry.id} entry={entry} title={entry.label} tabs={tabs} />
                ))}
            </div>
        </div>
    );
}

function greeting(name: string): string {
    const hour = new Date().getHours();
    if (hour < 12) return t('Good morning, {name}', { name });
    return hour < 18 ? t('Good afternoon, {name}', { name }) : t('Good evening, {name}', { name });
}

function Tile({
    card,
    text,
    onOpen,
}: {
    card: Card;
    text: string | undefined;
    onOpen: () => void;
}) {
    const click = (event: MouseEvent) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        onOpen();
    };
    return (
        <a
            className="tile"
            href={listPath(card.entry.table, { list: card.entry.id })}
            onClick={click}
        >
            <span className="n num">{text ?? <Skeleton width={40} height={24} />}</span>
            <span className="k">
                <span className={`dot ${toneClass(card.tone)}`} />
                <span className="clip">{card.label}</span>
            </span>
        </a>
    );
}

function Panel({ entry, title, tabs }: { entry: ListMenuEntry; title: string; tabs: Tabs }) {
    const [group, setGroup] = useState<string>();
    return (
        <section className="panel" aria-label={title}>
            <h2>
                {title}
                <button
                    type="button"
                    className="link"
                    onClick={() => tabs.open(listPath(entry.table, { list: entry.id }))}
                >
                    {t('Show all')}
                </button>
            </h2>
            <Suspense>
                <ListPage
                    embedded
                    plain
                    table={entry.table}
                    list={entry.id}
                    group={group}
                    onState={(state) => setGroup(state.group)}
                    onOrder={(order) => {
                        tabs.order = order;
                    }}
                />
            </Suspense>
        </section>
    );
}
