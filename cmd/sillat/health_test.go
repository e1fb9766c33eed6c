package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sillat/sillat/internal/app"
	"github.com/sillat/sillat/internal/httpapi"
	"github.com/sillat/sillat/pkg/fault"
)

func TestHealthIsWhatTheServiceSaysOfItsStore(t *testing.T) {
	kept, err := openStore(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "store.db"))
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(httpapi.New(httpapi.Options{App: app.New(app.Options{Store: kept}), Map: http.NotFoundHandler(), Version: "test"}))
	defer server.Close()
	address := strings.TrimPrefix(server.URL, "http://")
	if err := askHealth(t.Context(), address); err != nil {
		t.Errorf("a service that works: %v", err)
	}
	if err := kept.Close(); err != nil {
		t.Fatal(err)
	}
	if err := askHealth(t.Context(), address); fault.CodeOf(err) != fault.Unavailable || !strings.Contains(err.Error(), "not ready: 503") {
		t.Errorf("a service whose store is gone: %v, want unavailable because of 503", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := askHealth(ctx, address); fault.CodeOf(err) != fault.Unavailable {
		t.Errorf("a question that was given up: %v, want unavailable", err)
	}
}
