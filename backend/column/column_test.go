package column_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"isserviceup/backend/column"
	"isserviceup/backend/incidentlog"
)

var update = flag.Bool("update", false, "write the golden file anew")

// fixture is the golden file, which the tests of the page read as well.
const fixture = "../../frontend/src/lib/analytics/testdata/log.arrow"

// small is a log with one of each: a cell of two services, every state and stage, no report, no id, and a name beyond
// ASCII.
func small() *incidentlog.Log {
	at := func(text string) int64 {
		t, err := time.Parse(time.RFC3339, text)
		if err != nil {
			panic(err)
		}
		return t.UnixMilli()
	}
	return &incidentlog.Log{
		Services: []string{"Checkout API", "Payments gateway", "Störungen; Übersetzungen"},
		Cells:    [][]uint32{{0}, {0, 1}, {2}},
		Created: []int64{
			at("1969-12-31T23:59:59.999Z"), at("2024-02-29T00:00:00Z"), at("2026-11-02T08:14:00Z"), at("2026-11-02T08:14:00Z"),
			at("2026-11-18T22:40:00.125Z"),
		},
		Reported: []int64{
			at("1970-01-01T00:00:00Z"), incidentlog.NoTime, at("2026-11-02T09:51:00Z"), at("2026-11-01T00:00:00Z"), incidentlog.NoTime,
		},
		Cell:  []uint32{0, 1, 2, 0, 1},
		State: []incidentlog.State{incidentlog.Closed, incidentlog.Closed, incidentlog.InProgress, incidentlog.Open, incidentlog.Open},
		Stage: []incidentlog.Stage{
			incidentlog.Production, incidentlog.Staging, incidentlog.Production, incidentlog.Production, incidentlog.Staging,
		},
		IDs: textsOf("INC-1", "", "Ω-3", "INC-4", "INC-5"),
	}
}

func textsOf(all ...string) (t incidentlog.Texts) {
	t.Offsets = []int64{0}
	for _, text := range all {
		t.Bytes = append(t.Bytes, text...)
		t.Offsets = append(t.Offsets, int64(len(t.Bytes)))
	}
	return t
}

func written(t testing.TB, log *incidentlog.Log) []byte {
	t.Helper()
	var file bytes.Buffer
	if _, err := column.Write(&file, log); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// differ compares two logs; a slice without entries is the same as none.
func differ(want, got *incidentlog.Log) string { return cmp.Diff(want, got, cmpopts.EquateEmpty()) }

func TestGolden(t *testing.T) {
	t.Parallel()
	file := written(t, small())
	if *update {
		if err := os.MkdirAll(filepath.Dir(fixture), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(fixture, file, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(fixture)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(file, want) {
		t.Errorf("the file differs from %s: run with -update and look at what the page makes of it", fixture)
	}
	log, err := column.Read(bytes.NewReader(want))
	if err != nil {
		t.Fatal(err)
	}
	if diff := differ(small(), log); diff != "" {
		t.Error(diff)
	}
}

// What any data tool sees of the file.
func TestColumns(t *testing.T) {
	t.Parallel()
	file, err := ipc.NewFileReader(bytes.NewReader(written(t, small())))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	batch, err := file.RecordBatch(0)
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprintf("%d batch\n", file.NumRecords())
	for i, f := range batch.Schema().Fields() {
		got += fmt.Sprintf("%s %s %v\n", f.Name, f.Type, texts(batch.Column(i)))
	}
	want := `1 batch
creationtime timestamp[ms, tz=UTC] [1969-12-31T23:59:59.999Z 2024-02-29T00:00:00.000Z 2026-11-02T08:14:00.000Z 2026-11-02T08:14:00.000Z 2026-11-18T22:40:00.125Z]
recentreporttime timestamp[ms, tz=UTC] [1970-01-01T00:00:00.000Z (null) 2026-11-02T09:51:00.000Z 2026-11-01T00:00:00.000Z (null)]
services dictionary<values=utf8, indices=int16, ordered=false> [Checkout API Checkout API; Payments gateway Störungen; Übersetzungen Checkout API Checkout API; Payments gateway]
state dictionary<values=utf8, indices=int8, ordered=false> [closed closed inprogress open open]
stage dictionary<values=utf8, indices=int8, ordered=false> [prd stg prd prd stg]
id utf8 [INC-1 (null) Ω-3 INC-4 INC-5]
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func texts(a arrow.Array) (list []string) {
	for i := range a.Len() {
		text := a.ValueStr(i)
		if at, ok := a.(*array.Timestamp); ok && at.IsValid(i) {
			text = at.Value(i).ToTime(arrow.Millisecond).Format("2006-01-02T15:04:05.000Z")
		}
		list = append(list, text)
	}
	return list
}

// The page takes views of the file as it lies in memory, which must begin at multiples of their width.
func TestBuffersAreAligned(t *testing.T) {
	t.Parallel()
	log := random(rand.New(rand.NewPCG(1, 2)), 999)
	file := written(t, log)
	for name, first := range map[string][]byte{
		"created": arrow.Int64Traits.CastToBytes(log.Created[:4]), "reported": arrow.Int64Traits.CastToBytes(log.Reported[:4]),
	} {
		if at := bytes.Index(file, first); at%8 != 0 {
			t.Errorf("%s lies at %d", name, at)
		}
	}
}

// The page leaves the span of the ids out: nothing else may lie in it, and all of the ids must.
func TestSpanOfIDs(t *testing.T) {
	t.Parallel()
	for seed := range uint64(20) {
		log := random(rand.New(rand.NewPCG(seed, 0)), 100)
		var file bytes.Buffer
		ids, err := column.Write(&file, log)
		if err != nil {
			t.Fatal(err)
		}
		if log.IDs.Len() == 0 {
			if ids != (column.Span{}) {
				t.Errorf("no ids lie at %v", ids)
			}
			continue
		}
		without := file.Bytes()
		clear(without[ids.From:ids.To])
		if bytes.Contains(without, log.IDs.Bytes[:20]) {
			t.Error("ids lie outside the span")
		}
		batch := batchOf(t, without)
		for i, want := range batchOf(t, written(t, log)).Columns()[:5] {
			if !array.Equal(want, batch.Column(i)) {
				t.Errorf("the column %s lies in the span", batch.ColumnName(i))
			}
		}
	}
}

func batchOf(t *testing.T, file []byte) arrow.RecordBatch {
	t.Helper()
	reader, err := ipc.NewFileReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	batch, err := reader.RecordBatchAt(0)
	if err != nil {
		t.Fatal(err)
	}
	return batch
}

func TestManyCells(t *testing.T) {
	t.Parallel()
	log := &incidentlog.Log{}
	for i := range math.MaxInt16 + 1 {
		log.Services = append(log.Services, fmt.Sprint("service ", i))
		log.Cells = append(log.Cells, []uint32{uint32(i)})
	}
	for _, cells := range []int{math.MaxInt16, math.MaxInt16 + 1} {
		log.Cells = log.Cells[:cells]
		log.Created, log.Reported = []int64{1}, []int64{2}
		log.Cell, log.State, log.Stage = []uint32{uint32(cells - 1)}, []incidentlog.State{0}, []incidentlog.Stage{1}
		got, err := column.Read(bytes.NewReader(written(t, log)))
		if err != nil {
			t.Fatalf("%d cells: %v", cells, err)
		}
		if diff := differ(log, got); diff != "" {
			t.Errorf("%d cells: %s", cells, diff)
		}
		log.Cells = log.Cells[:cap(log.Cells)][:math.MaxInt16+1]
	}
}

func TestRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.IntRange(0, 300).Draw(t, "rows")
		log := random(rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0)), rows)
		var file bytes.Buffer
		if _, err := column.Write(&file, log); err != nil {
			t.Fatal(err)
		}
		got, err := column.Read(bytes.NewReader(file.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		if diff := differ(log, got); diff != "" {
			t.Fatal(diff)
		}
	})
}

// random is a log of so many rows.
func random(r *rand.Rand, rows int) *incidentlog.Log {
	log := &incidentlog.Log{Services: []string{"a", "b", "\"c\"", "d; e", "ü"}, Cells: [][]uint32{{0}, {1, 3}, {2}, {4}}}
	for range rows {
		log.Created = append(log.Created, r.Int64N(4e12)-1e12)
		log.Cell = append(log.Cell, r.Uint32N(4))
		log.State = append(log.State, incidentlog.State(r.UintN(3)))
		log.Stage = append(log.Stage, incidentlog.Stage(r.UintN(2)))
	}
	slices.Sort(log.Created)
	var ids []string
	withIDs := rows > 0 && r.UintN(2) == 0
	for i := range rows {
		report := int64(incidentlog.NoTime)
		if r.UintN(4) > 0 {
			report = log.Created[i] + r.Int64N(1e8)
		}
		log.Reported = append(log.Reported, report)
		if r.UintN(3) > 0 {
			ids = append(ids, fmt.Sprint("INC-", r.UintN(1e6)))
		} else {
			ids = append(ids, "")
		}
	}
	if withIDs {
		log.IDs = textsOf(ids...)
	}
	return log
}

func TestDamage(t *testing.T) {
	t.Parallel()
	whole := written(t, small())
	replaced := func(old, new string) []byte { return bytes.ReplaceAll(whole, []byte(old), []byte(new)) }
	var unsorted = small()
	slices.Reverse(unsorted.Created)
	for name, file := range map[string][]byte{
		"nothing":                     {},
		"text":                        []byte("creationtime,state\n2026-11-02,open\n"),
		"a beginning alone":           whole[:len(whole)/2],
		"no beginning":                whole[len(whole)/2:],
		"another version":             replaced("isserviceup.version", "isserviceup.Version"),
		"services that are no list":   replaced(`["Checkout API"`, `{"Checkout API"`),
		"a cell of an unknown name":   replaced("[[0],[0,1],[2]]", "[[0],[0,1],[9]]"),
		"a cell with a service twice": replaced("[[0],[0,1],[2]]", "[[0],[1,1],[2]]"),
		"a cell less":                 replaced("[[0],[0,1],[2]]", "[[0],[0,1]    ]"),
		"a column missing":            replaced("stage", "stagE"),
		"rows that are not sorted":    written(t, unsorted),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := column.Read(bytes.NewReader(file)); !errors.Is(err, column.ErrDamaged) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func BenchmarkWrite(b *testing.B) {
	log := random(rand.New(rand.NewPCG(1, 2)), 1_000_000)
	var file bytes.Buffer
	for b.Loop() {
		file.Reset()
		if _, err := column.Write(&file, log); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(file.Len()))
}

func BenchmarkRead(b *testing.B) {
	file := written(b, random(rand.New(rand.NewPCG(1, 2)), 1_000_000))
	b.SetBytes(int64(len(file)))
	for b.Loop() {
		if _, err := column.Read(bytes.NewReader(file)); err != nil {
			b.Fatal(err)
		}
	}
}
