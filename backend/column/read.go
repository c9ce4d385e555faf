package column

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"

	"isserviceup/backend/incidentlog"
)

// ErrDamaged says that a file is not one that Write has written.
var ErrDamaged = errors.New("the file of the incident log is damaged")

// File is what a log is read from.
type File interface {
	io.ReadSeeker
	io.ReaderAt
}

// Read reads what Write wrote. The error is ErrDamaged, with what is wrong, where f is another file. Whether its bytes
// are still those that were written is for the caller to know, as by a checksum: the reader of the format takes as much
// memory as a broken number in its footer asks for, which ends the process.
func Read(f File) (log *incidentlog.Log, err error) {
	defer func() {
		// The reader of the format finds some mistakes only when it reaches beyond a slice.
		if p := recover(); p != nil {
			log, err = nil, fmt.Errorf("%w: %v", ErrDamaged, p)
		}
	}()
	file, err := ipc.NewFileReader(f)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	defer file.Close()
	if n := file.NumRecords(); n != 1 {
		return nil, fmt.Errorf("%w: it has %d batches of rows", ErrDamaged, n)
	}
	batch, err := file.RecordBatch(0)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	log = &incidentlog.Log{}
	for _, step := range []func(*incidentlog.Log, arrow.RecordBatch) error{readServices, readRows, readIDs, checkOrder} {
		if err := step(log, batch); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
	}
	return log, nil
}

// readServices reads the metadata.
func readServices(log *incidentlog.Log, batch arrow.RecordBatch) error {
	metadata := batch.Schema().Metadata()
	if v, _ := metadata.GetValue(versionKey); v != version {
		return fmt.Errorf("its version is %q", v)
	}
	for key, into := range map[string]any{servicesKey: &log.Services, cellsKey: &log.Cells} {
		text, _ := metadata.GetValue(key)
		if err := json.Unmarshal([]byte(text), into); err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
	}
	for _, cell := range log.Cells {
		for i, service := range cell {
			if int(service) >= len(log.Services) || i > 0 && service <= cell[i-1] {
				return fmt.Errorf("%s is inconsistent", cellsKey)
			}
		}
	}
	return nil
}

// readRows reads every column but the ids.
func readRows(log *incidentlog.Log, batch arrow.RecordBatch) (err error) {
	if log.Created, err = readTimes(batch, created); err != nil {
		return err
	}
	if log.Reported, err = readTimes(batch, reported); err != nil {
		return err
	}
	if log.Cell, err = readWords[uint32](batch, services, len(log.Cells)); err != nil {
		return err
	}
	if log.State, err = readWords[incidentlog.State](batch, state, len(states)); err != nil {
		return err
	}
	log.Stage, err = readWords[incidentlog.Stage](batch, stage, len(stages))
	return err
}

// find returns the column with a name, which is one of T.
func find[T arrow.Array](batch arrow.RecordBatch, name string) (found T, err error) {
	indexes := batch.Schema().FieldIndices(name)
	if len(indexes) != 1 {
		return found, fmt.Errorf("it has %d columns %s", len(indexes), name)
	}
	values := batch.Column(indexes[0])
	found, ok := values.(T)
	if !ok || int64(values.Len()) != batch.NumRows() {
		return found, fmt.Errorf("the column %s holds %d times %s", name, values.Len(), values.DataType())
	}
	return found, nil
}

func readTimes(batch arrow.RecordBatch, name string) ([]int64, error) {
	values, err := find[*array.Timestamp](batch, name)
	if err != nil {
		return nil, err
	}
	if !arrow.TypeEqual(values.DataType(), arrow.FixedWidthTypes.Timestamp_ms) {
		return nil, fmt.Errorf("the column %s holds %s", name, values.DataType())
	}
	if values.Len() == 0 {
		return []int64{}, nil
	}
	ms := arrow.Int64Traits.CastFromBytes(values.Data().Buffers()[1].Bytes())[:values.Len()]
	if values.NullN() > 0 {
		for i := range ms {
			if values.IsNull(i) {
				ms[i] = incidentlog.NoTime
			}
		}
	}
	return ms, nil
}

// readWords reads the indexes of a column of words, of which there are known.
func readWords[T ~uint8 | ~uint32](batch arrow.RecordBatch, name string, known int) (indexes []T, err error) {
	values, err := find[*array.Dictionary](batch, name)
	if err != nil {
		return nil, err
	}
	ok := values.NullN() == 0 && values.Dictionary().Len() == known
	if ok {
		switch raw := values.Indices().(type) {
		case *array.Int8:
			indexes, ok = within[T](raw.Int8Values(), known)
		case *array.Int16:
			indexes, ok = within[T](raw.Int16Values(), known)
		case *array.Int32:
			indexes, ok = within[T](raw.Int32Values(), known)
		default:
			ok = false
		}
	}
	if !ok {
		return nil, fmt.Errorf("the column %s is inconsistent", name)
	}
	return indexes, nil
}

// within widens indexes and tells whether all are below known.
func within[T ~uint8 | ~uint32, I int8 | int16 | int32](raw []I, known int) ([]T, bool) {
	indexes := make([]T, len(raw))
	for i, index := range raw {
		if index < 0 || int(index) >= known {
			return nil, false
		}
		indexes[i] = T(index)
	}
	return indexes, true
}

// readIDs reads the column of ids, if there is one.
func readIDs(log *incidentlog.Log, batch arrow.RecordBatch) error {
	if !batch.Schema().HasField(id) {
		return nil
	}
	values, err := find[array.BinaryLike](batch, id)
	if err != nil {
		return err
	}
	log.IDs.Bytes = values.ValueBytes()
	log.IDs.Offsets = make([]int64, values.Len()+1)
	for i := range values.Len() {
		log.IDs.Offsets[i+1] = log.IDs.Offsets[i] + int64(values.ValueLen(i))
	}
	if !slices.IsSorted(log.IDs.Offsets) || log.IDs.Offsets[values.Len()] != int64(len(log.IDs.Bytes)) {
		return fmt.Errorf("the column %s is inconsistent", id)
	}
	return nil
}

// checkOrder says whether the rows are in the order of their creation.
func checkOrder(log *incidentlog.Log, _ arrow.RecordBatch) error {
	if !slices.IsSorted(log.Created) {
		return fmt.Errorf("the column %s is not sorted", created)
	}
	return nil
}
