// The page at `/`: sends a person to the application that fits.

import { loadBootstrap } from '~/api/session.ts';

loadBootstrap()
    .then(({ apps }) => location.replace(apps.workspace ? '/now/cwf/agent/home' : '/csm'))
    .catch(() => location.replace('/login'));
