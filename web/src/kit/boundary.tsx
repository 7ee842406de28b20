import { Component, type ReactNode } from 'react';
import { Failed } from './states.tsx';
import { t } from './text.ts';

/** Keeps a mistake of one region from taking the whole page with it. */
export class Boundary extends Component<{ children: ReactNode }, { error: unknown }> {
    override state = { error: undefined as unknown };

    static getDerivedStateFromError(error: unknown) {
        return { error };
    }

    override render() {
        if (this.state.error === undefined) return this.props.children;
        const retry = () => this.setState({ error: undefined });
        return <Failed error={this.state.error} what={t('This page')} retry={retry} />;
    }
}
