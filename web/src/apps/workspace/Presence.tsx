import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { setPresence } from '~/api/calls.ts';
import { useBootstrap } from '~/api/session.ts';
import { Menu, MenuItem, t, toast, toneClass } from '~/kit/index.ts';

/** Whether this agent takes work; shown only to those who take it by channel. */
export function Presence() {
    const { presence } = useBootstrap();
    const [current, setCurrent] = useState(presence?.current ?? '');
    if (!presence?.states.length) return null;
    const state = presence.states.find((one) => one.name === current);
    const change = (name: string) => {
        const before = current;
        setCurrent(name);
        setPresence({ state: name }).catch(() => {
            setCurrent(before);
            toast(t('Your state could not be changed.'));
        });
    };
    return (
        <Menu
            label={t('Your state')}
            place="end"
            trigger={(properties) => (
                <button type="button" className="presence" {...properties}>
                    <span className={`dot ${toneClass(state?.tone)}`} />
                    <span className="word">{state?.label ?? current}</span>
                    <ChevronDown size={13} aria-hidden="true" />
                </button>
            )}
        >
            {presence.states.map((one) => (
                <MenuItem
                    key={one.name}
                    checked={one.name === current}
                    icon={<span className={`dot ${toneClass(one.tone)}`} />}
                    onSelect={() => change(one.name)}
                >
                    {one.label}
                </MenuItem>
            ))}
        </Menu>
    );
}
