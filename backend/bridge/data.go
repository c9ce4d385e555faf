package bridge

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"

	"isserviceup/backend/core"
	"isserviceup/backend/store"
)

// dataPrefix is where the routes of Data begin.
const dataPrefix = "/data/"

// maxPiece is how much of the log one answer holds: the window takes longer for a body the larger it is, and much longer
// above 32 MiB. It is the size of the largest picture as well.
const maxPiece = 16 << 20

// Data returns a handler that moves, below /data/, the bytes that are too many for bound methods, and leaves all other
// requests to next:
//
//	GET  /data/log/<revision>?offset=N&length=N   a piece of the file of columns of the log with that revision
//	POST /data/picture?name=NAME.png              the body, a PNG, is saved where the user chooses; {"path": "…"}
//
// Errors are texts with their status; 404 says that the log has changed.
func (b *Bridge) Data(next http.Handler) http.Handler {
	routes := http.NewServeMux()
	routes.HandleFunc("GET "+dataPrefix+"log/{revision}", b.servePiece)
	routes.HandleFunc("POST "+dataPrefix+"picture", b.savePicture)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, dataPrefix) {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		routes.ServeHTTP(w, r)
	})
}

// servePiece answers with a piece of the log.
func (b *Bridge) servePiece(w http.ResponseWriter, r *http.Request) {
	revision, err := number(r.PathValue("revision"), 1, 1<<53)
	if err != nil {
		refuse(w, invalid("revision", err))
		return
	}
	offset, length, err := pieceOf(r.URL.RawQuery)
	if err != nil {
		refuse(w, err)
		return
	}
	file, err := call(b.link, func(ctx context.Context, c *core.Core) (*os.File, error) { return c.OpenLog(ctx, revision) })
	if err != nil {
		refuse(w, err)
		return
	}
	defer file.Close()
	if info, err := file.Stat(); err != nil || offset+length > info.Size() {
		refuse(w, cmp.Or(err, invalid("offset", errors.New("the log is shorter than that"))))
		return
	}
	w.Header().Set("Content-Type", "application/vnd.apache.arrow.file")
	w.Header().Set("Content-Length", strconv.FormatInt(length, 10))
	_, _ = io.Copy(w, io.NewSectionReader(file, offset, length)) // where it breaks off, the page sees that
}

// pieceOf reads offset and length out of a query, which holds nothing else.
func pieceOf(query string) (offset, length int64, err error) {
	values, err := url.ParseQuery(query)
	if err != nil || len(values) != 2 || len(values["offset"]) != 1 || len(values["length"]) != 1 {
		return 0, 0, invalid("query", errors.New("a piece is asked for by its offset and its length"))
	}
	if offset, err = number(values.Get("offset"), 0, 1<<53); err != nil {
		return 0, 0, invalid("offset", err)
	}
	if length, err = number(values.Get("length"), 1, maxPiece); err != nil {
		return 0, 0, invalid("length", err)
	}
	return offset, length, nil
}

// number reads a whole number within bounds.
func number(text string, least, most int64) (int64, error) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < least || n > most {
		return 0, fmt.Errorf("%q is no number from %d to %d", text, least, most)
	}
	return n, nil
}

// savePicture saves a picture where the user chooses.
func (b *Bridge) savePicture(w http.ResponseWriter, r *http.Request) {
	saved, err := b.pictureSaved(w, r)
	if err != nil {
		refuse(w, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(struct { // the page has gone where that fails
		Path string `json:"path"`
	}{saved})
}

// pictureSaved returns where the picture of a request was saved; "" where the user chose no place.
func (b *Bridge) pictureSaved(w http.ResponseWriter, r *http.Request) (string, error) {
	name := r.URL.Query().Get("name")
	if !pictureName(name) {
		return "", invalid("name", fmt.Errorf("%q is no name for a PNG", name))
	}
	picture, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxPiece+1))
	var tooLarge *http.MaxBytesError
	if err != nil && !errors.As(err, &tooLarge) {
		return "", err
	}
	if err := core.CheckPicture(picture); err != nil {
		return "", err
	}
	return call(b.link, func(_ context.Context, c *core.Core) (string, error) {
		path, err := b.link.desktop.SaveFile("Export picture", name, pngFiles)
		if err != nil || path == "" {
			return "", err
		}
		return path, c.SavePicture(path, picture)
	})
}

// pictureName tells whether a name may be offered for a picture.
func pictureName(name string) bool {
	return len(name) <= 120 && filepath.Base(name) == name && strings.HasSuffix(name, ".png") &&
		!strings.ContainsFunc(name, func(r rune) bool { return r == '\\' || unicode.IsControl(r) })
}

// refuse answers with an error.
func refuse(w http.ResponseWriter, err error) {
	var wrong *core.InvalidError
	status := http.StatusInternalServerError
	switch {
	case errors.Is(err, store.ErrNoLog):
		status = http.StatusNotFound
	case errors.As(err, &wrong):
		status = http.StatusBadRequest
	}
	http.Error(w, asError(err).Message, status)
}
