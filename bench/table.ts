// The lines under their heads, in columns as wide as they must be.
export function columns<Column extends string>(
    head: Record<Column, string>,
    lines: Record<Column, string>[],
): string {
    const names = Object.keys(head) as Column[];
    const all = [head, ...lines];
    const width = (name: Column) => Math.max(...all.map((line) => line[name].length));
    return all
        .map((line) => names.map((name) => line[name].padEnd(width(name))).join('  '))
        .join('\n');
}
