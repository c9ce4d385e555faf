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
	"strings"

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
	var file struct {
		Services []yaml.Node `yaml:"services"`
	}
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	decoder.KnownFields(true)
	switch err := decoder.Decode(&file); {
	case errors.Is(err, io.EOF):
		return nil, fmt.Errorf("%s:1: empty; expected \"services:\" and a list below it", name)
	case err != nil:
		return nil, located(name, 1, err)
	case len(file.Services) == 0:
		return nil, fmt.Errorf("%s:1: no services; expected \"services:\" and a list below it", name)
	}
	services := make([]Service, len(file.Services))
	lines := map[string]int{}
	for i := range file.Services {
		if err := read(&file.Services[i], &services[i], name, platforms); err != nil {
			return nil, err
		}
		id, line := services[i].ID, file.Services[i].Line
		if first, ok := lines[id]; ok {
			return nil, fmt.Errorf("%s:%d: the id %q is taken by line %d", name, line, id, first)
		}
		lines[id] = line
	}
	return services, nil
}

var validID = regexp.MustCompile(`^[a-z0-9-]+$`)

// keys are the fields that a service may have in a file.
var keys = []string{"id", "name", "category", "platform", "url", "components", "options"}

// read decodes and checks one service.
func read(node *yaml.Node, s *Service, name string, platforms []string) error {
	line := func(key string) int {
		for i := 0; i+1 < len(node.Content); i += 2 {
			if node.Content[i].Value == key {
				return node.Content[i+1].Line
			}
		}
		return node.Line
	}
	if node.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(node.Content); i += 2 {
			if key := node.Content[i]; !slices.Contains(keys, key.Value) {
				return fmt.Errorf("%s:%d: unknown field %q; known: %s", name, key.Line, key.Value, strings.Join(keys, ", "))
			}
		}
	}
	if err := node.Decode(s); err != nil {
		return located(name, node.Line, err)
	}
	switch {
	case !validID.MatchString(s.ID):
		return fmt.Errorf("%s:%d: the id %q is not of the form [a-z0-9-]+", name, line("id"), s.ID)
	case strings.TrimSpace(s.Name) == "":
		return fmt.Errorf("%s:%d: service %q has no name", name, line("name"), s.ID)
	case !slices.Contains(platforms, s.Platform):
		return fmt.Errorf("%s:%d: service %q has the unknown platform %q; known: %s",
			name, line("platform"), s.ID, s.Platform, strings.Join(platforms, ", "))
	}
	u, err := url.Parse(s.URL)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return fmt.Errorf("%s:%d: service %q has the bad address %q; expected https://host or https://host/path",
			name, line("url"), s.ID, s.URL)
	}
	return nil
}

// yamlLine finds the line in an error of the YAML library, which has it only as text.
var yamlLine = regexp.MustCompile(`line (\d+): `)

// located turns an error of the YAML library into one line with name and line.
func located(name string, line int, err error) error {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	text = strings.TrimSpace(strings.TrimPrefix(text, "unmarshal errors:"))
	text, _, _ = strings.Cut(text, "\n")
	at := fmt.Sprint(line)
	if m := yamlLine.FindStringSubmatch(text); m != nil {
		at = m[1]
		text = strings.Replace(text, m[0], "", 1)
	}
	return fmt.Errorf("%s:%s: %s", name, at, text)
}
