package main_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "isserviceup/"

// mayImport is the table of ARCHITECTURE.md: which of our packages a package may import. A name that ends in "/*" means
// everything below. The test files of a package may import what the package may, and packages for tests: see forTests.
var mayImport = map[string][]string{
	"backend/status":  {},
	"backend/catalog": {},
	"backend/fetch":   {},
	"backend/tabular": {},

	"backend/incidentlog": {"backend/tabular"},
	"backend/inventory":   {"backend/tabular"},
	"backend/column":      {"backend/incidentlog"},
	"backend/notify":      {"backend/status", "backend/catalog"},
	"backend/demo":        {"backend/status", "backend/catalog"},
	"backend/settings":    {"backend/status", "backend/notify"},

	"backend/provider":     {"backend/status", "backend/catalog"},
	"backend/provider/*":   {"backend/status", "backend/catalog", "backend/provider"},
	"backend/provider/all": {"backend/status", "backend/catalog", "backend/provider", "backend/provider/*"},

	"backend/check":  {"backend/status", "backend/catalog", "backend/provider", "backend/fetch"},
	"backend/report": {"backend/status", "backend/catalog", "backend/incidentlog", "backend/inventory"},
	"backend/store":  {"backend/status", "backend/catalog", "backend/settings", "backend/incidentlog", "backend/inventory"},

	"backend/core":   {"backend/*"},
	"backend/bridge": {"backend/core", "backend/status", "backend/catalog", "backend/settings", "backend/notify", "backend/report", "backend/store", "backend/check", "backend/incidentlog", "backend/tabular"},
	"backend/cli":    {"backend/core", "backend/status", "backend/catalog", "backend/settings", "backend/notify", "backend/report", "backend/store", "backend/check", "backend/incidentlog", "backend/tabular"},
}

// never are imports that the wide pattern of a package would allow.
var never = map[string][]string{
	"backend/core": {"backend/bridge", "backend/cli"},
}

// topMayImport is what the files beside this one may import.
var topMayImport = map[string][]string{
	"app.go":  {"backend/core", "backend/bridge"},
	"main.go": {"backend/cli", "backend/core", "backend/bridge"},
}

// buildMayImport is what the tools of the build may import, by their folder; others nothing of ours.
var buildMayImport = map[string][]string{
	"build/bench/log": {"backend/demo", "backend/incidentlog", "backend/tabular"},
}

// onlyIn says which files alone may import a package of others.
var onlyIn = map[string]*regexp.Regexp{
	"github.com/wailsapp/wails":      regexp.MustCompile(`^(main|app)\.go$|^backend/bridge/(desktop|webview_\w+)\.go$|^build/bench/bare/`),
	"database/sql":                   regexp.MustCompile(`^backend/store/`),
	"modernc.org/sqlite":             regexp.MustCompile(`^backend/store/`),
	"github.com/gen2brain/beeep":     regexp.MustCompile(`^backend/notify/`),
	"github.com/spf13/cobra":         regexp.MustCompile(`^backend/cli/`),
	"github.com/PuerkitoBio/goquery": regexp.MustCompile(`^backend/provider/`),
	"github.com/apache/arrow-go":     regexp.MustCompile(`^backend/column/`),
	"github.com/xuri/excelize":       regexp.MustCompile(`^backend/(tabular|incidentlog|inventory)/|^build/bench/log/`),
}

func TestGoImports(t *testing.T) {
	t.Parallel()
	for _, file := range files(t, ".", ".go") {
		for _, imported := range goImports(t, file) {
			for prefix, allowed := range onlyIn {
				if below(imported, prefix) && !allowed.MatchString(file) {
					t.Errorf("%s imports %s, which only %s may", file, imported, allowed)
				}
			}
			ours, ok := strings.CutPrefix(imported, module)
			if ok && !mayImportOurs(t, file, ours) {
				t.Errorf("%s imports %s, which the table in ARCHITECTURE.md does not allow", file, ours)
			}
		}
	}
}

// mayImportOurs tells whether the table lets file import one of our packages.
func mayImportOurs(t *testing.T, file, imported string) bool {
	t.Helper()
	test := strings.HasSuffix(file, "_test.go")
	dir := path.Dir(file)
	if allowed, ok := topMayImport[file]; ok {
		return matches(allowed, imported)
	}
	if dir == "." {
		return false
	}
	if strings.HasPrefix(dir, "build/") {
		return matches(buildMayImport[dir], imported)
	}
	if forTests(dir) {
		return imported == path.Dir(dir) || mayImportOurs(t, path.Dir(dir)+"/x.go", imported)
	}
	allowed, ok := mayImport[dir]
	if !ok {
		if allowed, ok = mayImport[path.Dir(dir)+"/*"]; !ok {
			t.Errorf("%s: the table in arch_test.go and ARCHITECTURE.md has no row for the package %s", file, dir)
			return true
		}
	}
	switch {
	case test && (imported == dir || forTests(imported)):
		return true
	case forTests(imported) || slices.Contains(never[dir], imported):
		return false
	default:
		return matches(allowed, imported)
	}
}

// forTests tells whether a package is for tests alone: "x/xtest", which may import x and what x may.
func forTests(pkg string) bool { return path.Base(pkg) == path.Base(path.Dir(pkg))+"test" }

// matches tells whether a pattern of the list is the package or one above it.
func matches(patterns []string, imported string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		above, wide := strings.CutSuffix(p, "/*")
		return p == imported || wide && strings.HasPrefix(imported, above+"/")
	})
}

// below tells whether an import is the package with that path, a version of it or one inside it.
func below(imported, prefix string) bool {
	return imported == prefix || strings.HasPrefix(imported, prefix+"/")
}

func goImports(t *testing.T, file string) []string {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var imports []string
	for _, spec := range parsed.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		imports = append(imports, imported)
	}
	return imports
}

// pageLayer is a folder of the page and the folders that it may import from besides itself.
type pageLayer struct {
	dir  string
	pure bool // plain TypeScript, without Svelte
	from []string
}

var pageLayers = []pageLayer{
	{"lib/domain", true, nil},
	{"lib/analytics", true, []string{"lib/domain"}},
	{"lib/inventory", true, []string{"lib/domain"}},
	{"lib/wire", false, []string{"lib/domain", "lib/analytics", "lib/inventory"}},
	{"lib/state", false, []string{"lib/domain", "lib/analytics", "lib/inventory", "lib/wire"}},
	{"components", false, []string{"lib/domain", "lib/analytics", "lib/inventory"}},
	{"views", false, []string{"lib/domain", "lib/analytics", "lib/inventory", "lib/state", "components"}},
}

// pageImport finds what a module of the page imports or exports from.
var pageImport = regexp.MustCompile(`(?m)^\s*(?:import|export)\b[^'"]*?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]`)

func TestPageImports(t *testing.T) {
	t.Parallel()
	const source = "frontend/src"
	for _, file := range files(t, source, ".ts", ".svelte") {
		name := strings.TrimPrefix(file, source+"/")
		layer := slices.IndexFunc(pageLayers, func(l pageLayer) bool { return strings.HasPrefix(name, l.dir+"/") })
		if layer < 0 || strings.HasSuffix(name, ".test.ts") {
			continue // main.ts and App.svelte put the layers together, and tests may look behind them
		}
		rule := pageLayers[layer]
		for _, imported := range pageImports(t, file) {
			if !strings.HasPrefix(imported, ".") {
				if rule.pure && below(imported, "svelte") {
					t.Errorf("%s imports %s, but %s is plain TypeScript", file, imported, rule.dir)
				}
				continue
			}
			target := path.Join(path.Dir(name), imported)
			inside := func(dir string) bool { return strings.HasPrefix(target+"/", dir+"/") }
			if inside("lib") || inside("components") || inside("views") {
				if !inside(rule.dir) && !slices.ContainsFunc(rule.from, inside) {
					t.Errorf("%s imports %s, which its layer may not", file, target)
				}
			}
		}
	}
}

func pageImports(t *testing.T, file string) []string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var imports []string
	for _, m := range pageImport.FindAllStringSubmatch(string(text), -1) {
		imports = append(imports, m[1]+m[2])
	}
	return imports
}

// files lists the files below dir with one of the endings, by their paths with slashes, without what is installed,
// built or generated.
func files(t *testing.T, dir string, endings ...string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && slices.Contains([]string{"node_modules", "wailsjs", "dist", "bin", ".git", "testdata"}, entry.Name()) {
			return filepath.SkipDir
		}
		if !entry.IsDir() && slices.Contains(endings, path.Ext(name)) {
			found = append(found, filepath.ToSlash(name))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) == 0 {
		t.Fatalf("no files below %s: the test looks at the wrong place", dir)
	}
	return found
}
