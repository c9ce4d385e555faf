import type { Level } from '../lib/domain/model';
import type { IconName } from './icons';

/** The sign of each level. Its shape alone tells it, because red and green look the same to some. */
export const levelIcon: Record<Level, IconName> = {
	operational: 'check',
	maintenance: 'wrench',
	unknown: 'question',
	degraded: 'triangle',
	partial_outage: 'half',
	major_outage: 'octagon',
};

/** The colour of a level's sign. */
export const levelInk: Record<Level, string> = {
	operational: 'text-operational',
	maintenance: 'text-maintenance',
	unknown: 'text-unknown',
	degraded: 'text-degraded',
	partial_outage: 'text-outage',
	major_outage: 'text-outage',
};

/** The colour of a level's word: only trouble is coloured, so that one red is not drowned in green. */
export const levelWordInk: Record<Level, string> = {
	...levelInk,
	operational: 'text-muted',
	unknown: 'text-body',
};

/** The tint behind a level's badge. */
export const levelTint: Record<Level, string> = {
	operational: 'bg-tint-operational',
	maintenance: 'bg-tint-maintenance',
	unknown: 'bg-tint-unknown',
	degraded: 'bg-tint-degraded',
	partial_outage: 'bg-tint-outage',
	major_outage: 'bg-tint-outage',
};
