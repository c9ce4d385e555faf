package tabular

import (
	"strconv"
	"strings"
)

// The limits of files. Beyond them a file is refused with a sentence that says so.
const (
	maxSize    = 1 << 30 // of a file on disk, in bytes
	maxColumns = 16_384  // as many as a sheet of a workbook has
	maxCell    = 1 << 20 // bytes of a cell
	maxRow     = 8 << 20 // bytes of a row of a CSV
)

// inUnits writes a number of bytes for people, such as "1.5 GiB".
func inUnits(size int64) string {
	unit, units := int64(1), " bytes"
	for _, larger := range []string{" KiB", " MiB", " GiB"} {
		if size < unit<<10 {
			break
		}
		unit, units = unit<<10, larger
	}
	return strings.TrimSuffix(strconv.FormatFloat(float64(size)/float64(unit), 'f', 1, 64), ".0") + units
}
