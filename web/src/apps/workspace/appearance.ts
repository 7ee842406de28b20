import { useEffect } from 'react';
import { usePreference } from '~/api/session.ts';

export const themes = ['auto', 'light', 'dark'] as const;
export const densities = ['compact', 'normal', 'comfortable'] as const;

/** Applies theme and density; the theme is remembered for the first paint of the next visit. */
export function useAppearance() {
    const [theme] = usePreference('theme', 'auto');
    const [density] = usePreference(
        'density',
        matchMedia('(pointer: coarse)').matches ? 'comfortable' : 'normal',
    );
    useEffect(() => {
        const query = matchMedia('(prefers-color-scheme: dark)');
        const apply = () => {
            const dark = theme === 'dark' || (theme !== 'light' && query.matches);
            document.documentElement.setAttribute(
                'data-mantine-color-scheme',
                dark ? 'dark' : 'light',
            );
        };
        apply();
        localStorage.setItem('stead.theme', theme);
        query.addEventListener('change', apply);
        return () => query.removeEventListener('change', apply);
    }, [theme]);
    useEffect(() => {
        document.documentElement.dataset.density = density;
    }, [density]);
}
