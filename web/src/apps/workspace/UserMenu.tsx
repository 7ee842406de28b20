import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { logout } from '~/api/calls.ts';
import { useBootstrap, usePreference } from '~/api/session.ts';
import { useLinks } from '~/fields/index.ts';
import { Avatar, Menu, MenuItem, MenuLabel, t, useShortcuts } from '~/kit/index.ts';
import { densities, themes } from './appearance.ts';

const themeWords = { auto: 'As the system', light: 'Light', dark: 'Dark' };
const densityWords = { compact: 'Compact', normal: 'Normal', comfortable: 'Comfortable' };

export function UserMenu() {
    const { user, apps } = useBootstrap();
    const [theme, setTheme] = usePreference('theme', 'auto');
    const [density, setDensity] = usePreference('density', 'normal');
    const [button, setButton] = useState<HTMLButtonElement | null>(null);
    const links = useLinks();
    useShortcuts([
        {
            keys: 'ctrl+shift+u',
            label: t('Your menu'),
            group: t('Everywhere'),
            run: () => button?.click(),
        },
    ]);
    const leave = () => void logout().finally(() => location.assign('/login'));
    return (
        <Menu
            label={user.name}
            place="end"
            trigger={({ ref, ...properties }) => (
                <button
                    type="button"
                    className="me"
                    aria-label={t('{name}, your menu', { name: user.name })}
                    {...properties}
                    ref={(element) => {
                        ref(element);
                        setButton(element);
                    }}
                >
                    <Avatar name={user.name} photo={user.photo} size={28} />
                </button>
            )}
        >
            <div className="whoami">
                <b>{user.name}</b>
                <span className="dim">{user.email ?? user.user_name}</span>
            </div>
            <hr className="menu-line" />
            <MenuItem onSelect={() => links?.open(links.url('sys_user', user.sys_id))}>
                {t('My profile')}
            </MenuItem>
            {apps.portal && (
                <MenuItem onSelect={() => location.assign('/csm')}>{t('Customer portal')}</MenuItem>
            )}
            <MenuLabel>{t('Theme')}</MenuLabel>
            {themes.map((one) => (
                <MenuItem key={one} checked={theme === one} onSelect={() => setTheme(one)}>
                    {t(themeWords[one])}
                </MenuItem>
            ))}
            <MenuLabel>{t('Row height')}</MenuLabel>
            {densities.map((one) => (
                <MenuItem key={one} checked={density === one} onSelect={() => setDensity(one)}>
                    {t(densityWords[one])}
                </MenuItem>
            ))}
            <hr className="menu-line" />
            <MenuItem icon={<LogOut size={14} />} onSelect={leave}>
                {t('Sign out')}
            </MenuItem>
        </Menu>
    );
}
