/** What is said of files. */
import { figure } from './figures';

/** The name of a file without its folders, which either kind of stroke divides. */
export function fileName(path: string): string {
	return path.split(/[/\\]/).at(-1) ?? path;
}

/** What becomes of the other files, where several were dropped at once. */
export function oneAtATime(path: string, count: number): string {
	return `${figure(count)} files were dropped. One is read at a time: this is ${fileName(path)}, drop the others after it.`;
}
