/** How many numbers of pages stand side by side before some are left out. */
const MOST = 7;

/** The pages that a pager offers, counted from 0: all where they are few, else the ends and those around; null is a gap. */
export function pagesShown(page: number, pages: number): (number | null)[] {
	if (pages <= MOST) return Array.from({ length: pages }, (_, i) => i);
	const middle = Math.min(pages - 4, Math.max(3, page));
	return [0, middle > 3 ? null : 1, middle - 1, middle, middle + 1, middle < pages - 4 ? null : pages - 2, pages - 1];
}
