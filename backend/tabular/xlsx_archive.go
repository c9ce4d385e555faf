package tabular

import (
	"archive/zip"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"
)

// The limits of workbooks, which are zips. What is declared of them can be relied on: a part that holds more than it
// declares is an error where it is read.
const (
	maxUnpacked = 1 << 30   // bytes of all parts
	maxRatio    = 500       // how many times its packed size a large part may have; sheets have 5 to 50
	largePart   = 64 << 20  // bytes
	maxStrings  = 512 << 20 // bytes of the part with the shared strings, which are held in memory
	maxFacts    = 32 << 20  // bytes of each part that is decoded as a whole
	maxSheets   = 255
	maxText     = 4 << 30 // bytes of all cells of a sheet, shared strings counted wherever they are referred to
	maxMerged   = 1 << 20 // ranges of a sheet
)

// archive is the zip that a workbook is: its parts by their paths in lower case, since some programs write other cases
// than the format demands.
type archive map[string]*zip.File

// openArchive lists the parts and refuses zips that are too large or no workbooks.
func openArchive(f io.ReaderAt, size int64) (archive, error) {
	z, err := zip.NewReader(f, size)
	if err != nil {
		return nil, errorf(Unreadable, "the workbook is damaged: its zip has no readable list of contents. Get the file once more")
	}
	a := archive{}
	unpacked := uint64(0)
	for _, part := range z.File {
		if unpacked += part.UncompressedSize64; part.UncompressedSize64 > maxUnpacked || unpacked > maxUnpacked {
			return nil, errorf(Unreadable, "the workbook is larger than %s when unpacked, the most that is read: "+
				"save the sheet on its own", inUnits(maxUnpacked))
		}
		if part.UncompressedSize64 > largePart && part.UncompressedSize64/maxRatio > part.CompressedSize64 {
			return nil, errorf(Unreadable, "the workbook unpacks to more than %d times its size, as harmful files do: "+
				"open it in a spreadsheet and save it", maxRatio)
		}
		name := strings.ToLower(strings.ReplaceAll(part.Name, `\`, "/"))
		if _, twice := a[name]; !twice {
			a[name] = part
		}
	}
	return a, a.foreign()
}

func (a archive) has(name string) bool { return a[strings.ToLower(name)] != nil }

// foreign returns the error of a zip that is no OOXML workbook.
func (a archive) foreign() error {
	switch {
	case a.has("xl/workbook.bin"):
		return errorf(Unreadable, "this is an .xlsb workbook: save it as .xlsx")
	case a.has("word/document.xml"):
		return errorf(Unreadable, "this is a text document: save its table as CSV or .xlsx")
	case a.has("ppt/presentation.xml"):
		return errorf(Unreadable, "this is a presentation: save its table as CSV or .xlsx")
	case a.has("index/document.iwa"):
		return errorf(Unreadable, "this is a Numbers document: export it as CSV or .xlsx")
	case a.has("_rels/.rels"):
		return nil
	case a.has("mimetype") && a.has("content.xml"):
		return errorf(Unreadable, "this is an OpenDocument file such as .ods: save it as .xlsx")
	}
	return errorf(Unreadable, "this is a zip, but no workbook: unpack it and choose the file in it")
}

// part opens a part. It is an error where there is none, or one of more than limit bytes. Its end, and that of ctx, are
// noticed while it is read.
func (a archive) part(ctx context.Context, name string, limit uint64) (*partReader, error) {
	part := a[strings.ToLower(name)]
	switch {
	case part == nil:
		return nil, errorf(Unreadable, "the workbook is damaged: its part %s is missing. Get the file once more", name)
	case part.Flags&1 != 0:
		return nil, errorf(Unreadable, "this workbook has a password: save it as .xlsx without one")
	case part.UncompressedSize64 > limit:
		return nil, errorf(Unreadable, "the workbook's part %s has %s when unpacked, and at most %s is read: split it", name,
			inUnits(int64(part.UncompressedSize64)), inUnits(int64(limit)))
	}
	content, err := part.Open()
	if err != nil {
		return nil, damaged(name, err)
	}
	return &partReader{ctx: ctx, name: name, content: content, size: int64(part.UncompressedSize64)}, nil
}

// decode reads a whole part into v.
func (a archive) decode(ctx context.Context, name string, v any) error {
	part, err := a.part(ctx, name, maxFacts)
	if err != nil {
		return err
	}
	defer part.Close()
	return part.wrong(xml.NewDecoder(part).Decode(v))
}

// copy puts a part into another zip under a name.
func (a archive) copy(ctx context.Context, name string, z *zip.Writer, to string) error {
	part, err := a.part(ctx, name, maxFacts)
	if err != nil {
		return err
	}
	defer part.Close()
	w, err := z.CreateHeader(&zip.FileHeader{Name: to, Method: zip.Store})
	if err != nil {
		return err
	}
	_, err = io.Copy(w, part)
	return err
}

// relations reads where the parts are that the part of a name refers to: their paths by what they are for, and by the id
// that the part gives them.
func (a archive) relations(ctx context.Context, name string) ([]relation, error) {
	var list struct {
		Relations []relation `xml:"Relationship"`
	}
	directory, base := path.Split(name)
	if err := a.decode(ctx, directory+"_rels/"+base+".rels", &list); err != nil {
		return nil, err
	}
	for i, r := range list.Relations {
		list.Relations[i].Kind = path.Base(r.Kind)
		target := strings.ReplaceAll(r.Target, `\`, "/")
		if !path.IsAbs(target) {
			target = path.Join("/", directory, target)
		}
		list.Relations[i].Target = strings.TrimPrefix(path.Clean(target), "/")
	}
	return list.Relations, nil
}

// relation says of one part that another refers to it.
type relation struct {
	ID     string `xml:"Id,attr"`
	Kind   string `xml:"Type,attr"` // the last element of its type's address, which strict OOXML has in common
	Target string `xml:"Target,attr"`
}

// partReader reads a part.
type partReader struct {
	ctx     context.Context
	name    string
	content io.ReadCloser
	size    int64            // in bytes, unpacked
	read    int64            // of them
	told    func(read int64) // called as it is read; may be nil
}

// Read implements io.Reader. Its errors are sentences.
func (p *partReader) Read(b []byte) (int, error) {
	if err := context.Cause(p.ctx); err != nil {
		return 0, err
	}
	n, err := p.content.Read(b)
	p.read += int64(n)
	if p.told != nil {
		p.told(p.read)
	}
	if err != nil && err != io.EOF {
		err = damaged(p.name, err)
	}
	return n, err
}

// wrong makes a sentence of an error that what was read from the part led to.
func (p *partReader) wrong(err error) error {
	var known *Error
	if err == nil || errors.As(err, &known) || context.Cause(p.ctx) != nil && errors.Is(err, context.Cause(p.ctx)) {
		return err
	}
	return damaged(p.name, err)
}

// Close implements io.Closer. A zip's part, only read, has nothing to lose then.
func (p *partReader) Close() error { return p.content.Close() }

func damaged(name string, err error) error {
	var system *fs.PathError
	if errors.As(err, &system) {
		return cannot("read", err)
	}
	return errorf(Unreadable, "the workbook is damaged: its part %s cannot be read. Get the file once more", name)
}
