// Package web serves the map page: the built TypeScript application of the folder app, or, when it has not been built, a page
// that says how to build it. It knows nothing of networks; the page asks the API for everything.
package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"
)

// dist holds the built map. The repository keeps only its .gitkeep, so that Go builds and tests without Node.
//
//go:embed all:dist
var dist embed.FS

// unbuilt is the page that stands in for a map that has not been built. Its style is a file of its own because the policy
// forbids inline style.
//
//go:embed unbuilt
var unbuilt embed.FS

// contentSecurityPolicy lets the page load from its own server only: no third-party host, no inline script or style.
const contentSecurityPolicy = "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'none'; frame-ancestors "

// Who may show the page inside another one: its own server, and with embed=1 everybody. The embedded page only shows: it offers nothing
// that changes data, so a page around it cannot lead a click astray.
const (
	framedByOwn = "'self'"
	framedByAny = "*"
)

// contentTypes are spelled out because mime.TypeByExtension answers from the machine's own tables, which differ.
var contentTypes = map[string]string{
	".css":   "text/css; charset=utf-8",
	".html":  "text/html; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".json":  "application/json",
	".map":   "application/json",
	".png":   "image/png",
	".svg":   "image/svg+xml",
	".txt":   "text/plain; charset=utf-8",
	".woff2": "font/woff2",
}

// Handler serves the map that was built into the binary. Paths that name no file answer with the page itself, so that a
// shared address works; paths under /api/ are never the page's and answer 404.
func Handler() http.Handler {
	return handler(folder(dist, "dist"))
}

// folder is fs.Sub for a name that was fixed when the program was compiled.
func folder(fsys fs.FS, name string) fs.FS {
	sub, err := fs.Sub(fsys, name)
	if err != nil {
		panic("web: " + err.Error())
	}
	return sub
}

// handler serves the map built into fsys, or the explaining page when fsys has no index.html.
func handler(fsys fs.FS) http.Handler {
	if _, err := fs.Stat(fsys, "index.html"); err != nil {
		fsys = folder(unbuilt, "unbuilt")
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		secure(w.Header(), r.URL.Query().Get("embed") == "1")
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "the map is read with GET; changes go to /api/v1", http.StatusMethodNotAllowed)
			return
		}
		name, ok := file(fsys, r.URL.Path)
		if !ok {
			http.Error(w, "nothing is served at this address; the map is at / and the API under /api/v1", http.StatusNotFound)
			return
		}
		serve(w, r, fsys, name)
	})
}

// file finds what an address asks for. An address without an extension is a place inside the page; one with an extension names
// a file, and answering it with the page would make a missing script fail as unreadable rather than as missing.
func file(fsys fs.FS, address string) (name string, ok bool) {
	name = strings.TrimPrefix(path.Clean("/"+address), "/")
	if name == "api" || strings.HasPrefix(name, "api/") {
		return "", false
	}
	if path.Ext(name) == "" {
		return "index.html", true
	}
	if _, known := contentTypes[path.Ext(name)]; !known || strings.HasPrefix(path.Base(name), ".") {
		return "", false
	}
	at, err := fs.Stat(fsys, name)
	return name, err == nil && !at.IsDir()
}

func serve(w http.ResponseWriter, r *http.Request, fsys fs.FS, name string) {
	content, err := fs.ReadFile(fsys, name)
	if err != nil {
		http.Error(w, "the file "+name+" of the map cannot be read", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", contentTypes[path.Ext(name)])
	if strings.HasPrefix(name, "assets/") {
		// The build puts a hash of the content into these names: a changed file has a new address.
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	} else {
		h.Set("Cache-Control", "no-cache")
	}
	sum := sha256.Sum256(content)
	h.Set("ETag", `"`+hex.EncodeToString(sum[:8])+`"`)
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(content))
}

func secure(h http.Header, embedded bool) {
	frames := framedByOwn
	if embedded {
		frames = framedByAny
	}
	h.Set("Content-Security-Policy", contentSecurityPolicy+frames)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
}
