/** The colours that the trend is drawn with, read from the theme so that no second list of them exists. */
export interface Inks {
	/** By the states' codes: open, in progress, closed. */
	states: readonly [string, string, string];
	column: string;
	grid: string;
	floor: string;
	muted: string;
	text: string;
	surface: string;
	font: string;
}

/** Reads them where an element stands. */
export function inksOf(element: Element): Inks {
	const style = getComputedStyle(element);
	const colour = (name: string) => style.getPropertyValue(`--color-${name}`).trim();
	return {
		states: [colour('outage'), colour('degraded'), colour('operational-quiet')],
		column: colour('dark-700'),
		grid: colour('line-soft'),
		floor: colour('line'),
		muted: colour('muted'),
		text: colour('text'),
		surface: colour('dark-800'),
		font: style.fontFamily,
	};
}

/** The side of the hatch's tile in pixels: its lines are 5 apart. */
const TILE = 7;

/** What open bars are filled with: lines of a colour on a tint of it, for those who cannot tell the colours apart. */
export function hatch(context: CanvasRenderingContext2D, colour: string, ratio: number): CanvasPattern {
	const tile = document.createElement('canvas');
	tile.width = tile.height = TILE * ratio;
	const pen = tile.getContext('2d') as CanvasRenderingContext2D;
	pen.scale(ratio, ratio);
	pen.fillStyle = pen.strokeStyle = colour;
	pen.globalAlpha = 0.2;
	pen.fillRect(0, 0, TILE, TILE);
	pen.globalAlpha = 1;
	pen.lineWidth = 2;
	for (const x of [-TILE, 0, TILE]) {
		pen.moveTo(x - 1, TILE + 1);
		pen.lineTo(x + TILE + 1, -1);
	}
	pen.stroke();
	const pattern = context.createPattern(tile, 'repeat') as CanvasPattern;
	pattern.setTransform(new DOMMatrix().scale(1 / ratio));
	return pattern;
}

/** A colour of six hexadecimal figures one step lighter, for what lies under the pointer. */
export function lighter(colour: string): string {
	return colour.replace(/[\da-f]{2}/gi, (part) =>
		Math.min(255, Math.round(parseInt(part, 16) * 1.22))
			.toString(16)
			.padStart(2, '0'),
	);
}
