package column

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/bitutil"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"isserviceup/backend/incidentlog"
)

// The names of the columns.
const (
	created  = "creationtime"
	reported = "recentreporttime"
	services = "services"
	state    = "state"
	stage    = "stage"
	id       = "id"
)

// The keys of the schema's metadata, and the version that is written.
const (
	versionKey  = "isserviceup.version"
	servicesKey = "isserviceup.services"
	cellsKey    = "isserviceup.cells"
	version     = "1"
)

// separator stands between the services of a cell in the column services.
const separator = "; "

// The words of states and stages, in the order of their numbers.
var (
	states = []string{"open", "inprogress", "closed"}
	stages = []string{"prd", "stg"}
)

// Span is a part of a file: the bytes from From on and before To.
type Span struct{ From, To int64 }

// Write writes a log, which must keep what incidentlog.Log promises, as one Arrow IPC file. The long slices are not
// copied, but for the numbers that the file holds in fewer bytes. The ids lie together in one span of the file: whoever
// needs none can read the file without it, as if zeros were there.
func Write(w io.Writer, l *incidentlog.Log) (ids Span, err error) {
	metadata, err := metadataOf(l)
	if err != nil {
		return Span{}, fmt.Errorf("column: describe services: %w", err)
	}
	columns := columnsOf(l)
	var fields []arrow.Field
	var arrays []arrow.Array
	for _, c := range columns {
		fields = append(fields, arrow.Field{Name: c.name, Type: c.values.DataType(), Nullable: c.nullable})
		arrays = append(arrays, c.values)
	}
	schema := arrow.NewSchema(fields, &metadata)
	counted := &counter{w: w}
	file, err := ipc.NewFileWriter(counted, ipc.WithSchema(schema))
	if err != nil {
		return Span{}, fmt.Errorf("column: begin: %w", err)
	}
	if err := file.Write(array.NewRecordBatch(schema, arrays, int64(l.Rows()))); err != nil {
		return Span{}, fmt.Errorf("column: write rows: %w", err)
	}
	if last := columns[len(columns)-1]; last.name == id { // its buffers are the last of the body
		ids = Span{From: counted.n - size(last.values), To: counted.n}
	}
	if err := file.Close(); err != nil {
		return Span{}, fmt.Errorf("column: end: %w", err)
	}
	return ids, nil
}

// counter counts what is written.
type counter struct {
	w io.Writer
	n int64
}

// Write writes and counts.
func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}

// size is how many bytes of the body a column takes.
func size(values arrow.Array) (bytes int64) {
	for _, buffer := range values.Data().Buffers() {
		if buffer != nil {
			bytes += bitutil.CeilByte64(int64(buffer.Len())) // which is to the next multiple of 8
		}
	}
	return bytes
}

// metadataOf says which services the cells stand for.
func metadataOf(l *incidentlog.Log) (arrow.Metadata, error) {
	names, err := json.Marshal(append([]string{}, l.Services...)) // never null
	if err != nil {
		return arrow.Metadata{}, err
	}
	cells, err := json.Marshal(append([][]uint32{}, l.Cells...))
	return arrow.NewMetadata([]string{versionKey, servicesKey, cellsKey}, []string{version, string(names), string(cells)}), err
}

// column is one column of the file.
type column struct {
	name     string
	nullable bool
	values   arrow.Array
}

func columnsOf(l *incidentlog.Log) []column {
	columns := []column{
		{created, false, times(l.Created)},
		{reported, true, times(l.Reported)},
		{services, false, words(cellNames(l), cellIndexes(l))},
		{state, false, words(states, bytesOf(l.State))},
		{stage, false, words(stages, bytesOf(l.Stage))},
	}
	if l.IDs.Len() > 0 {
		columns = append(columns, column{id, true, texts(l.IDs)})
	}
	return columns
}

// times is a column of milliseconds UTC, null where there is NoTime.
func times(ms []int64) arrow.Array {
	valid, nulls := validity(len(ms), func(i int) bool { return ms[i] != incidentlog.NoTime })
	values := memory.NewBufferBytes(arrow.Int64Traits.CastToBytes(ms))
	return array.MakeFromData(array.NewData(arrow.FixedWidthTypes.Timestamp_ms, len(ms), []*memory.Buffer{valid, values}, nil, nulls, 0))
}

// texts is a column of text, null where one is empty. Its offsets are 32 bits wide, like everybody expects them, unless
// the texts are longer than that reaches.
func texts(t incidentlog.Texts) arrow.Array {
	var kind arrow.DataType = arrow.BinaryTypes.LargeString
	offsets := arrow.Int64Traits.CastToBytes(t.Offsets)
	if len(t.Bytes) <= math.MaxInt32 {
		kind = arrow.BinaryTypes.String
		short := make([]int32, len(t.Offsets))
		for i, o := range t.Offsets {
			short[i] = int32(o)
		}
		offsets = arrow.Int32Traits.CastToBytes(short)
	}
	valid, nulls := validity(t.Len(), func(i int) bool { return t.Offsets[i] < t.Offsets[i+1] })
	buffers := []*memory.Buffer{valid, memory.NewBufferBytes(offsets), memory.NewBufferBytes(t.Bytes)}
	return array.MakeFromData(array.NewData(kind, t.Len(), buffers, nil, nulls, 0))
}

// validity returns the bitmap of the rows that have a value, nil where all have one, and how many have none.
func validity(rows int, has func(i int) bool) (bitmap *memory.Buffer, nulls int) {
	bits := make([]byte, bitutil.BytesForBits(int64(rows)))
	for i := range rows {
		if has(i) {
			bits[i/8] |= 1 << (i % 8)
		} else {
			nulls++
		}
	}
	if nulls == 0 {
		return nil, 0
	}
	return memory.NewBufferBytes(bits), nulls
}

// words is a column of text by indexes into a list of words.
func words(list []string, indexes arrow.Array) arrow.Array {
	all := array.NewStringBuilder(memory.DefaultAllocator)
	all.AppendValues(list, nil)
	return array.NewDictionaryArray(&arrow.DictionaryType{IndexType: indexes.DataType(), ValueType: arrow.BinaryTypes.String},
		indexes, all.NewArray())
}

// bytesOf makes indexes of one byte of states or stages.
func bytesOf[T ~uint8](values []T) arrow.Array {
	indexes := make([]byte, len(values))
	for i, v := range values {
		indexes[i] = byte(v)
	}
	return numbers(arrow.PrimitiveTypes.Int8, len(values), indexes)
}

// cellNames are the texts of the cells, as the column services shows them.
func cellNames(l *incidentlog.Log) []string {
	texts := make([]string, len(l.Cells))
	for i, cell := range l.Cells {
		names := make([]string, len(cell))
		for j, s := range cell {
			names[j] = l.Services[s]
		}
		texts[i] = strings.Join(names, separator)
	}
	return texts
}

// cellIndexes are the indexes of the column services, in as few bytes as reach.
func cellIndexes(l *incidentlog.Log) arrow.Array {
	if len(l.Cells) > math.MaxInt16 {
		return numbers(arrow.PrimitiveTypes.Int32, len(l.Cell), arrow.Uint32Traits.CastToBytes(l.Cell))
	}
	short := make([]int16, len(l.Cell))
	for i, c := range l.Cell {
		short[i] = int16(c)
	}
	return numbers(arrow.PrimitiveTypes.Int16, len(short), arrow.Int16Traits.CastToBytes(short))
}

// numbers is a column without nulls of the numbers that lie in memory.
func numbers(kind arrow.DataType, rows int, values []byte) arrow.Array {
	return array.MakeFromData(array.NewData(kind, rows, []*memory.Buffer{nil, memory.NewBufferBytes(values)}, nil, 0, 0))
}
