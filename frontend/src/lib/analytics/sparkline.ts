/** Room above the highest value and below 0, so that the line is not cut. */
const ABOVE = 3;
const BELOW = 2;

/** The path data of an SVG: a line, and what lies below it. */
export interface Sparkline {
	line: string;
	area: string;
}

/**
 * Draws values from left to right in a box. max is the value at its top: give that of a longer line, so that both are
 * on one scale. Values of 0 lie at the bottom, and so do all where max is 0. One value is a level line.
 */
export function sparkline(
	values: readonly number[],
	width: number,
	height: number,
	max = Math.max(0, ...values),
): Sparkline {
	if (values.length === 0) return { line: '', area: '' };
	const points = values.length === 1 ? [...values, ...values] : values;
	const scale = max > 0 ? (height - ABOVE - BELOW) / max : 0;
	const line = points
		.map((value, i) => `${short((i * width) / (points.length - 1))} ${short(height - BELOW - value * scale)}`)
		.join('L');
	return { line: `M${line}`, area: `M${line}L${short(width)} ${short(height)}L0 ${short(height)}Z` };
}

/** A number with at most one decimal. */
function short(value: number): string {
	return String(Math.round(value * 10) / 10);
}
