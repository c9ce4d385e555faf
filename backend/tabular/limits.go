package tabular

import "fmt"

// The limits of files. Beyond them a file is refused with a sentence that says so.
const (
	maxSize    = 1 << 30 // of a file on disk, in bytes
	maxColumns = 16_384  // as many as a sheet of a workbook has
	maxCell    = 1 << 20 // bytes of a cell
	maxRow     = 8 << 20 // bytes of a row of a CSV
)

// inUnits writes a number of bytes for people.
func inUnits(size int64) string {
	switch {
	case size >= 1<<30:
		return fmt.Sprintf("%.1f GiB", float64(size)/(1<<30))
	case size >= 1<<20:
		return fmt.Sprintf("%.1f MiB", float64(size)/(1<<20))
	case size >= 1<<10:
		return fmt.Sprintf("%.1f KiB", float64(size)/(1<<10))
	}
	return fmt.Sprintf("%d bytes", size)
}
