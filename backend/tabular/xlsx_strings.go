package tabular

import "context"

// sharedStrings are the texts that the cells of a workbook refer to by number.
type sharedStrings struct {
	text []byte
	ends []uint32 // where each ends in text
}

// at returns a text. ok is false where there is none of that number.
func (s *sharedStrings) at(i int) (text []byte, ok bool) {
	if i < 0 || i >= len(s.ends) {
		return nil, false
	}
	begin := uint32(0)
	if i > 0 {
		begin = s.ends[i-1]
	}
	return s.text[begin:s.ends[i]], true
}

// readStrings reads the shared strings of a workbook.
func readStrings(ctx context.Context, a archive, name string) (*sharedStrings, error) {
	s := &sharedStrings{}
	if name == "" {
		return s, nil
	}
	part, err := a.part(ctx, name, maxStrings)
	if err != nil {
		return nil, err
	}
	defer part.Close()
	x := newXMLScanner(part)
	for {
		kind, err := x.next()
		if err != nil {
			return nil, part.wrong(err)
		}
		switch {
		case kind == xmlNothing:
			return s, nil
		case kind != xmlStart || string(x.name) != "si":
			continue
		}
		begin := len(s.text)
		if s.text, err = x.appendString(s.text); err != nil {
			return nil, part.wrong(err)
		}
		if len(s.text)-begin > maxCell {
			return nil, errorf(Unreadable, "a cell of the workbook has more than %s of text, the most that is read", inUnits(maxCell))
		}
		s.ends = append(s.ends, uint32(len(s.text)))
	}
}
