package httpapi_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/internal/httpapi"
)

// fetch sends a request and returns the answer with its body read.
func fetch(t *testing.T, method, url string, headers map[string]string, body string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range headers {
		r.Header.Set(name, value)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	b, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer, string(b)
}

func TestWhatIsHeldIsNotSentAgain(t *testing.T) {
	server := service(t)
	gaps := server.URL + "/api/v1/networks/demo/gaps?silo=silo_sector"
	first, _ := fetch(t, "GET", gaps, nil, "")
	tag := first.Header.Get("ETag")
	if tag == "" || first.Header.Get("Cache-Control") != "private, no-cache" {
		t.Fatalf("headers are %v; want a tag, and to be asked each time", first.Header)
	}
	for name, header := range map[string]string{"the tag": tag, "among others": `"other", ` + tag, "strong": strings.TrimPrefix(tag, "W/"), "any": "*"} {
		answer, body := fetch(t, "GET", gaps, map[string]string{"If-None-Match": header}, "")
		if answer.StatusCode != http.StatusNotModified || body != "" || answer.Header.Get("ETag") != tag {
			t.Errorf("%s: %d with %d bytes and the tag %s; want 304, nothing and the same tag", name, answer.StatusCode, len(body), answer.Header.Get("ETag"))
		}
	}
	for name, url := range map[string]string{"other arguments": gaps + "&where=level%3Dregional", "another resource": server.URL + "/api/v1/networks/demo"} {
		if answer, _ := fetch(t, "GET", url, map[string]string{"If-None-Match": tag}, ""); answer.StatusCode != 200 {
			t.Errorf("%s: %d; want it answered", name, answer.StatusCode)
		}
	}
	if answer, _ := fetch(t, "POST", server.URL+"/api/v1/networks/demo/revert", map[string]string{"Content-Type": "application/json"}, `{"to":0}`); answer.StatusCode != 200 {
		t.Fatal(answer.Status)
	}
	if answer, _ := fetch(t, "GET", gaps, map[string]string{"If-None-Match": tag}, ""); answer.StatusCode == http.StatusNotModified {
		t.Error("after a new revision the old answer still holds")
	}
	if answer, _ := fetch(t, "GET", server.URL+"/api/v1/networks/nix", map[string]string{"If-None-Match": "*"}, ""); answer.StatusCode != 404 {
		t.Errorf("a network that is not there gives %d", answer.StatusCode)
	}
}

func TestHeadIsGetWithoutItsBody(t *testing.T) {
	server := service(t)
	for _, path := range []string{"/api/v1/networks", "/api/v1/networks/demo", "/api/v1/networks/nix", "/api/v1/openapi.json"} {
		got, _ := fetch(t, "GET", server.URL+path, nil, "")
		head, body := fetch(t, "HEAD", server.URL+path, nil, "")
		if head.StatusCode != got.StatusCode || head.Header.Get("Content-Type") != got.Header.Get("Content-Type") || body != "" {
			t.Errorf("%s: HEAD gives %d %s and %d bytes; GET gives %d %s", path, head.StatusCode, head.Header.Get("Content-Type"), len(body),
				got.StatusCode, got.Header.Get("Content-Type"))
		}
	}
}

func TestRequestsAreCountedByTemplate(t *testing.T) {
	server := service(t)
	const id = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"
	if answer, _ := fetch(t, "GET", server.URL+"/api/v1/networks/demo/actors/FIK-163", map[string]string{"X-Request-Id": id}, ""); answer.Header.Get("X-Request-Id") != id {
		t.Errorf("the id came back as %q", answer.Header.Get("X-Request-Id"))
	}
	if answer, _ := fetch(t, "GET", server.URL+"/api/v1/networks/nix", map[string]string{"X-Request-Id": "x\"} 1"}, ""); len(answer.Header.Get("X-Request-Id")) != 36 {
		t.Errorf("an id that is none came back as %q", answer.Header.Get("X-Request-Id"))
	}
	_, page := fetch(t, "GET", server.URL+"/metrics", nil, "")
	for _, want := range []string{
		`sillat_request_duration_seconds_count{method="GET",route="/api/v1/networks/:name/actors/:id",status="200"} 1`,
		`sillat_request_duration_seconds_count{method="GET",route="/api/v1/networks/:name",status="404"} 1`,
		"sillat_requests_in_flight 1", "sillat_snapshot_bytes", "go_goroutines", "process_open_fds",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the counts lack %s", want)
		}
	}
	if strings.Contains(page, "FIK-163") {
		t.Error("the counts name an actor")
	}
}

func TestCountsAreForAdmins(t *testing.T) {
	o := newOffice(t, httpapi.Access{})
	for name, want := range map[string]int{"veera": 403, "root": 200} {
		if status, _ := o.asks(o.person(name), "GET", "/metrics", ""); status != want {
			t.Errorf("%s gets %d; want %d", name, status, want)
		}
	}
	if status, _ := o.asks(nobody, "GET", "/metrics", ""); status != 401 {
		t.Errorf("nobody gets %d", status)
	}
	if status, _ := o.asks(o.token(auth.TokenRequest{Account: "root", Role: auth.Viewer, Admin: true}), "GET", "/metrics", ""); status != 200 {
		t.Errorf("an admin's token gets %d", status)
	}
}
