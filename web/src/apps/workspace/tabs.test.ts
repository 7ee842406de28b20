// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { listPath, recordPath } from './paths.ts';
import { Tabs } from './tabs.ts';

const id = (n: number) => n.toString(16).padStart(32, '0');
const record = (n: number) => recordPath('incident', id(n));

test('opening a record that is open focuses its tab', () => {
    const tabs = new Tabs([], '/now/cwf/agent/home');
    tabs.open(record(1));
    tabs.open(record(2));
    tabs.open(record(1));
    expect(tabs.state.tabs).toHaveLength(2);
    expect(tabs.activeTab?.path).toBe(record(1));
});

test('the 21st tab drops the oldest clean one and asks when all are dirty', () => {
    const tabs = new Tabs([], '/now/cwf/agent/home');
    let asked = 0;
    tabs.onFull = () => asked++;
    for (let n = 1; n <= 20; n++) {
        tabs.open(record(n));
        if (n > 1) tabs.describe(tabs.state.active, `${n}`, true);
    }
    tabs.open(record(21));
    expect(tabs.state.tabs).toHaveLength(20);
    expect(tabs.state.tabs.some((tab) => tab.path === record(1))).toBe(false);
    tabs.describe(tabs.state.active, '21', true);
    tabs.open(record(22));
    expect(asked).toBe(1);
});

test('a created record keeps the tab of the new record', () => {
    const tabs = new Tabs([], recordPath('incident', '-1'));
    tabs.moved(tabs.state.active, record(7));
    expect(tabs.state.tabs.map((tab) => tab.path)).toEqual([record(7)]);
});

test('closing the active tab shows its neighbour, then home', () => {
    const tabs = new Tabs([], listPath('incident'));
    tabs.open(record(1));
    tabs.close(tabs.state.active);
    expect(tabs.activeTab?.path).toBe(listPath('incident'));
    tabs.close(tabs.state.active);
    expect(tabs.state.active).toBe('home');
});
