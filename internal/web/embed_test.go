package web

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
)

// built is a small stand-in for what the front end's build writes.
var built = fstest.MapFS{
	"index.html":             {Data: []byte("<!doctype html><title>map</title>")},
	"favicon.svg":            {Data: []byte("<svg/>")},
	"assets/index-1a2b3c.js": {Data: []byte("export {}")},
	"assets/index-4d5e.css":  {Data: []byte("body{}")},
	"assets/notes.exe":       {Data: []byte("MZ")},
	".gitkeep":               {Data: nil},
}

func get(t *testing.T, h http.Handler, method, address string, header ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(method, address, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestBuiltMap(t *testing.T) {
	const page, hashed = "no-cache", "public, max-age=31536000, immutable"
	tests := []struct {
		promise, method, address string
		status                   int
		contentType, cache       string
	}{
		{"the page itself is asked for anew each time", "GET", "/", 200, "text/html; charset=utf-8", page},
		{"a place inside the page is the page", "GET", "/networks/demo", 200, "text/html; charset=utf-8", page},
		{"HEAD is answered like GET", "HEAD", "/", 200, "text/html; charset=utf-8", page},
		{"a script with a hashed name never changes", "GET", "/assets/index-1a2b3c.js", 200, "text/javascript; charset=utf-8", hashed},
		{"a style sheet with a hashed name never changes", "GET", "/assets/index-4d5e.css", 200, "text/css; charset=utf-8", hashed},
		{"a file without a hash may change", "GET", "/favicon.svg", 200, "image/svg+xml", page},
		{"a missing script is missing, not the page", "GET", "/assets/old.js", 404, "text/plain; charset=utf-8", ""},
		{"the API is never the page", "GET", "/api/v1/nothing", 404, "text/plain; charset=utf-8", ""},
		{"the API's root is never the page", "GET", "/api", 404, "text/plain; charset=utf-8", ""},
		{"hidden files stay hidden", "GET", "/.gitkeep", 404, "text/plain; charset=utf-8", ""},
		{"kinds of files that the build never writes are not served", "GET", "/assets/notes.exe", 404, "text/plain; charset=utf-8", ""},
		{"dots do not climb out, they end at the root", "GET", "/assets/../../index.html", 200, "text/html; charset=utf-8", page},
		{"the map is read only", "POST", "/", 405, "text/plain; charset=utf-8", ""},
	}
	for _, test := range tests {
		t.Run(test.promise, func(t *testing.T) {
			r := get(t, handler(built), test.method, test.address)
			if r.StatusCode != test.status {
				t.Errorf("%s %s: status %d, want %d", test.method, test.address, r.StatusCode, test.status)
			}
			if got := r.Header.Get("Content-Type"); got != test.contentType {
				t.Errorf("%s %s: content type %q, want %q", test.method, test.address, got, test.contentType)
			}
			if got := r.Header.Get("Cache-Control"); got != test.cache {
				t.Errorf("%s %s: cache control %q, want %q", test.method, test.address, got, test.cache)
			}
			if got := r.Header.Get("X-Content-Type-Options"); got != "nosniff" {
				t.Errorf("%s %s: nosniff is missing, got %q", test.method, test.address, got)
			}
		})
	}
}

func TestUnchangedPageIsNotSentAgain(t *testing.T) {
	tag := get(t, handler(built), "GET", "/").Header.Get("ETag")
	if tag == "" {
		t.Fatal("the page has no ETag")
	}
	if r := get(t, handler(built), "GET", "/", "If-None-Match", tag); r.StatusCode != http.StatusNotModified {
		t.Errorf("status %d for an unchanged page, want 304", r.StatusCode)
	}
	if r := get(t, handler(built), "GET", "/", "If-None-Match", `"older"`); r.StatusCode != http.StatusOK {
		t.Errorf("status %d for a changed page, want 200", r.StatusCode)
	}
}

func TestPolicyForbidsInlineAndForeignCode(t *testing.T) {
	for name, h := range map[string]http.Handler{"built": handler(built), "not built": handler(fstest.MapFS{}), "as embedded": Handler()} {
		policy := get(t, h, "GET", "/").Header.Get("Content-Security-Policy")
		if !strings.HasPrefix(policy, "default-src 'self';") {
			t.Errorf("%s: policy %q does not start from default-src 'self'", name, policy)
		}
		for _, hole := range []string{"unsafe-inline", "unsafe-eval", "http:", "https:", "*"} {
			if strings.Contains(policy, hole) {
				t.Errorf("%s: policy %q has %s", name, policy, hole)
			}
		}
	}
}

func TestOnlyTheEmbeddedPageIsFramedByOthers(t *testing.T) {
	for address, want := range map[string]string{
		"/": "frame-ancestors 'self'", "/?embed=1": "frame-ancestors *", "/?embed=0": "frame-ancestors 'self'", "/?view=data&embed=yes": "frame-ancestors 'self'",
	} {
		policy := get(t, handler(built), "GET", address).Header.Get("Content-Security-Policy")
		if !strings.HasSuffix(policy, want) || !strings.HasPrefix(policy, "default-src 'self';") {
			t.Errorf("%s: policy %q, want it to end in %q and load from its own server only", address, policy, want)
		}
	}
}

func TestUnbuiltMapExplainsItself(t *testing.T) {
	h := handler(fstest.MapFS{".gitkeep": {}})
	r := get(t, h, "GET", "/")
	if r.StatusCode != http.StatusOK {
		t.Fatalf("status %d, want 200: the service runs, only the map is missing", r.StatusCode)
	}
	text := body(t, r)
	for _, want := range []string{"make map", "20.19", "/api/v1/networks", "/api/v1/catalog", "/gaps?silo=", "/bridges?silo=", "/map?silo="} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not mention %q", want)
		}
	}
	for _, inline := range []string{"<style", "style=", "<script", "http://", "https://"} {
		if strings.Contains(text, inline) {
			t.Errorf("the page contains %q, which its own policy forbids", inline)
		}
	}
	if r := get(t, h, "GET", "/unbuilt.css"); r.StatusCode != http.StatusOK {
		t.Errorf("its style sheet: status %d, want 200", r.StatusCode)
	}
	if r := get(t, h, "GET", "/assets/index-1a2b3c.js"); r.StatusCode != http.StatusNotFound {
		t.Errorf("a script that was not built: status %d, want 404", r.StatusCode)
	}
}
