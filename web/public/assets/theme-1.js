// Runs before the first paint, so that a dark page never flashes white.
(() => {
    let theme = 'auto';
    try {
        theme = localStorage.getItem('stead.theme') || 'auto';
    } catch {}
    const dark =
        theme === 'dark' ||
        (theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
    document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
