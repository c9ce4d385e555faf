package catalog

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"
)

//go:embed services.yaml
var builtIn []byte

// maxFileSize bounds a services file, in bytes. The built-in one has a few hundred bytes a service.
const maxFileSize = 4 << 20

// BuiltIn returns the services that the program knows by itself. platforms are the names of the providers.
func BuiltIn(platforms []string) ([]Service, error) {
	return Load(bytes.NewReader(builtIn), "services.yaml", platforms)
}

// Load reads a services file. The first thing wrong with it is the error, in one line with name, line and cause;
// nothing is half loaded.
func Load(r io.Reader, name string, platforms []string) ([]Service, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxFileSize+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(data) > maxFileSize {
		return nil, fmt.Errorf("%s: larger than %d MiB", name, maxFileSize>>20)
	}
	entries, err := parse(data, name)
	if err != nil {
		return nil, err
	}
	services := make([]Service, len(entries))
	lines := map[string]int{}
	for i, entry := range entries {
		if services[i], err = read(entry, name, platforms); err != nil {
			return nil, err
		}
		id := services[i].ID
		if first, ok := lines[id]; ok {
			return nil, fmt.Errorf("%s:%d: the id %q is taken by line %d", name, entry.Line, id, first)
		}
		lines[id] = entry.Line
	}
	return services, nil
}

const expected = `expected "services:" and a list below it`

// parse returns the nodes of the services of the one document in data.
func parse(data []byte, name string) ([]*yaml.Node, error) {
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var document, second yaml.Node
	switch err := decoder.Decode(&document); {
	case errors.Is(err, io.EOF):
		return nil, fmt.Errorf("%s:1: empty; %s", name, expected)
	case err != nil:
		return nil, located(name, err)
	}
	switch err := decoder.Decode(&second); {
	case err == nil:
		return nil, fmt.Errorf("%s:%d: a second document begins; one is expected", name, second.Line)
	case !errors.Is(err, io.EOF):
		return nil, located(name, err)
	}
	root := document.Content[0]
	if root.Kind != yaml.MappingNode {
		return nil, fmt.Errorf("%s:%d: a %s where \"services:\" is expected", name, root.Line, kind(root))
	}
	fields, err := fieldsOf(root, name, []string{"services"})
	if err != nil {
		return nil, err
	}
	entries, err := fields.list("services", name)
	if err == nil && len(entries) == 0 {
		err = fmt.Errorf("%s:%d: no services; %s", name, root.Line, expected)
	}
	return entries, err
}

var validID = regexp.MustCompile(`^[a-z0-9-]+$`)

// keys are the fields that a service may have in a file.
var keys = []string{"id", "name", "category", "platform", "url", "components", "options"}

// read decodes and checks one service.
func read(node *yaml.Node, name string, platforms []string) (Service, error) {
	if node = target(node); node.Kind != yaml.MappingNode {
		return Service{}, fmt.Errorf("%s:%d: a service is written as \"key: value\" lines, not as a %s", name, node.Line, kind(node))
	}
	f, err := fieldsOf(node, name, keys)
	if err != nil {
		return Service{}, err
	}
	var s Service
	for _, field := range []struct {
		key  string
		into *string
	}{{"id", &s.ID}, {"name", &s.Name}, {"category", &s.Category}, {"platform", &s.Platform}, {"url", &s.URL}} {
		if *field.into, err = f.text(field.key, name); err != nil {
			return Service{}, err
		}
	}
	if s.Components, err = f.texts("components", name); err != nil {
		return Service{}, err
	}
	if s.Options, err = f.pairs("options", name); err != nil {
		return Service{}, err
	}
	return s, s.check(name, f.line, platforms)
}

// check demands what a service cannot do without. line tells where a field stands in the file name.
func (s Service) check(name string, line func(key string) int, platforms []string) error {
	switch {
	case !validID.MatchString(s.ID):
		return fmt.Errorf("%s:%d: the id %q is not of the form [a-z0-9-]+", name, line("id"), s.ID)
	case strings.TrimSpace(s.Name) == "":
		return fmt.Errorf("%s:%d: service %q has no name", name, line("name"), s.ID)
	case strings.ContainsFunc(s.Name+s.Category, unicode.IsControl):
		return fmt.Errorf("%s:%d: name or category of service %q holds a line break or another control character",
			name, line("name"), s.ID)
	case !slices.Contains(platforms, s.Platform):
		return fmt.Errorf("%s:%d: service %q has the unknown platform %q; known: %s",
			name, line("platform"), s.ID, s.Platform, strings.Join(platforms, ", "))
	case !validAddress(s.URL):
		return fmt.Errorf("%s:%d: service %q has the bad address %q; expected https://host or https://host/path",
			name, line("url"), s.ID, s.URL)
	case s.Options["site"] != "" && !validSite(s.Options["site"]):
		return fmt.Errorf("%s:%d: service %q has the bad site %q; expected the address of a web page",
			name, line("options"), s.ID, s.Options["site"])
	}
	return nil
}

// validAddress tells whether addresses can be built below address.
func validAddress(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Hostname() != "" && (u.Scheme == "https" || u.Scheme == "http") &&
		u.User == nil && u.RawQuery == "" && u.Fragment == ""
}

// validSite tells whether a browser can be sent to address.
func validSite(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Hostname() != "" && (u.Scheme == "https" || u.Scheme == "http")
}

// yamlLine finds the line in an error of the YAML library, which has it only as text.
var yamlLine = regexp.MustCompile(`^yaml: line (\d+): `)

// located turns a syntax error of the YAML library into one line with name and line.
func located(name string, err error) error {
	text, _, _ := strings.Cut(err.Error(), "\n")
	line := 1
	if m := yamlLine.FindStringSubmatch(text); m != nil {
		line, _ = strconv.Atoi(m[1])
		text = text[len(m[0]):]
	}
	if strings.HasPrefix(text, "did not find expected") {
		line++ // for these the library counts from zero
	}
	return fmt.Errorf("%s:%d: %s", name, line, strings.TrimPrefix(text, "yaml: "))
}
