/** The columns that the head of the list and its rows share. */
export const columns =
	'grid items-center pl-3.5 pr-2 gap-x-2.5 grid-cols-[16px_104px_116px_minmax(0,1fr)_148px_52px_28px] wide:gap-x-3 wide:grid-cols-[16px_132px_124px_minmax(0,1fr)_208px_64px_28px]';
