import { scaleOf } from '../components/analytics/bars';
import { inksOf } from '../components/analytics/inks';
import { trendPicture } from '../components/analytics/picture';
import { barLabel, extentText } from '../lib/analytics/words';
import { dateOf } from '../lib/analytics/zone';
import { full } from '../lib/domain/time';
import type { AnalyticsState } from '../lib/state/analytics.svelte';

/** The trend as it is filtered, as a PNG with a name for its file. Colours are those of an element. */
export async function picture(
	{ analysis, source, filters, buckets, chosen, step, zone, words }: AnalyticsState,
	element: Element,
): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }> {
	const now = Date.now();
	const counts = analysis?.counts ?? { total: 0, open: 0, inprogress: 0, closed: 0, prd: 0, stg: 0 };
	const trend = {
		buckets,
		scale: scaleOf(buckets, filters.bars),
		layout: filters.bars,
		chosen,
		label: ({ start }: { start: number }) => barLabel(start, step, zone),
	};
	const extent = extentText(counts.total, source.log?.rows ?? 0, step, zone);
	const bytes = await trendPicture(trend, inksOf(element), {
		title: `Incident trend by ${step} of creation`,
		lines: [words.join(' · '), `${extent}. Made ${full(now, zone)} by isServiceUp.`],
		counts,
	});
	const day = new Date(dateOf(now, zone)).toISOString().slice(0, 10);
	return { name: `incident-trend-${day}.png`, bytes };
}
