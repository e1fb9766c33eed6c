package httpapi_test

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-json"

	"github.com/sillat/sillat/internal/testkit"
)

// TestDashboardsAndAlertsAskForWhatIsExported holds every name of a figure in the files for Grafana and Prometheus against what a running
// service exports.
func TestDashboardsAndAlertsAskForWhatIsExported(t *testing.T) {
	server := service(t)
	ask(t, server, "GET", "/api/v1/networks", "") // so that there is a request to count
	r, err := http.NewRequestWithContext(t.Context(), "GET", server.URL+"/metrics", nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := server.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	exported := map[string]bool{"up": true} // of Prometheus itself
	for _, found := range regexp.MustCompile(`(?m)^([a-z_][a-z0-9_]*)[{ ]`).FindAllSubmatch(text, -1) {
		exported[string(found[1])] = true
	}
	folder := filepath.Join(testkit.Root(t), "internal", "docs", "operations")
	named, shown := map[string]int{}, ""
	for _, file := range []string{"grafana-dashboard.json", "alerts.yaml"} {
		body, err := os.ReadFile(filepath.Join(folder, file))
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(file, ".json") && !json.Valid(body) {
			t.Errorf("%s is no JSON", file)
		}
		shown += string(body)
		for _, found := range regexp.MustCompile(`\b((?:sillat|process|go)_[a-z0-9_]+)`).FindAllString(string(body), -1) {
			named[file]++
			if !exported[found] {
				t.Errorf("%s asks for %s, which the service does not export", file, found)
			}
		}
	}
	if named["grafana-dashboard.json"] < 10 || named["alerts.yaml"] < 6 {
		t.Errorf("found only %v names: this test reads the files wrongly", named)
	}
	for name := range exported {
		name = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(name, "_bucket"), "_sum"), "_count")
		if strings.HasPrefix(name, "sillat_") && !strings.Contains(shown, name) {
			t.Errorf("the service exports %s, which neither the dashboard nor an alert shows", name)
		}
	}
	for _, figure := range []string{"sillat_store_up 1", `sillat_build_info{version="test"} 1`, `route="/api/v1/networks"`} {
		if !strings.Contains(string(text), figure) {
			t.Errorf("the service does not export %s", figure)
		}
	}
}
